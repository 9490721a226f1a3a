import type { Config } from '@1999/platform';

/** Tells the person at the terminal where everything is and who may sign in. */
export function printBanner(config: Config): void {
  const url = config.publicUrl;
  const lines = [
    '',
    `  1999 is ready on ${url}`,
    '',
    `    ${url}/            市民 citizens: call 1999, track a case`,
    `    ${url}/console     話務台 call agents`,
    `    ${url}/agency      權責機關 agencies`,
    `    ${url}/supervisor  督導 supervisors (the wall: /supervisor/wall)`,
    ...(config.demo ? [`    ${url}/phone       示範電話 the demo telephone`] : []),
    `    ${url}/api/docs    API`,
    ...(config.demo
      ? [
          '',
          '  Demo sign-ins, password demo1999:',
          '    agent1 … agent6 · agency1 … · supervisor1 · inspector1 · admin1',
        ]
      : []),
    '',
  ];
  console.log(lines.join('\n'));
}
