import { command, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { SetSkillsBody } from '../contract.ts';
import { appUser, userSkill } from '../io/tables.ts';

/**
 * Says what an agent can be asked for and how well. It counts from the agent's next choice of a
 * state. @throws NotFound for anybody who is no agent; Invalid `same_skill_twice`.
 */
export const setSkills = command(
  'user.setSkills',
  SetSkillsBody.extend({ userId: Id }),
  async ({ tx, journal }, { userId, skills }) => {
    if (new Set(skills.map(({ code }) => code)).size < skills.length) {
      throw new Invalid('same_skill_twice', 'Name each skill once.', 'skills');
    }
    const [user] = await tx
      .select({ role: appUser.role })
      .from(appUser)
      .where(eq(appUser.id, userId))
      .for('no key update');
    if (user?.role !== 'agent') throw new NotFound();
    await tx.delete(userSkill).where(eq(userSkill.userId, userId));
    for (const { code, level } of skills) {
      await tx.insert(userSkill).values({ userId, skillCode: code, level });
    }
    await journal({
      subjectType: 'user',
      subjectId: userId,
      // Not `user.changed`, at which live connections end: this changes nobody's rights.
      type: 'user.skillsSet',
      payload: { skills },
    });
  },
);
