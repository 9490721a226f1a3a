import { command, newId } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { ImportPlaceMarks } from '../contract.ts';
import { placeMark, searchCode } from '../io/place-marks.ts';

/** Takes a register of poles, signals or landmarks over; what is there already is moved. */
export const importPlaceMarks = command(
  'placeMark.import',
  ImportPlaceMarks,
  async ({ tx, journal }, { marks }) => {
    // The same number twice in one register: the later line stands.
    const rows = new Map(
      marks.map(({ district, words, ...mark }) => {
        const code = searchCode(mark.code);
        const row = { ...mark, searchCode: code, districtCode: district, words: words ?? null };
        return [`${mark.kind} ${code}`, { id: newId(), ...row }];
      }),
    );
    await tx
      .insert(placeMark)
      .values([...rows.values()])
      .onConflictDoUpdate({
        target: [placeMark.kind, placeMark.searchCode],
        set: {
          code: sql`excluded.code`,
          words: sql`excluded.words`,
          districtCode: sql`excluded.district_code`,
          lat: sql`excluded.lat`,
          lng: sql`excluded.lng`,
          source: sql`excluded.source`,
        },
      });
    await journal({
      subjectType: 'placeMarks',
      subjectId: newId(),
      type: 'placeMarks.imported',
      payload: { count: rows.size },
    });
    return { count: rows.size };
  },
);
