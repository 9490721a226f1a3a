import { findDatabase, fromTerminal } from '@1999/platform/terminal';
import { trainRisk } from '../commands/train-risk.ts';
import { riskModelView } from '../queries/risk-model.ts';
import { riskReport } from './risk-report.ts';

const USAGE = `npm run risk -- train | show

  train  從本系統的派工紀錄訓練逾期風險，並印出校準表 Fits the risk of missing and prints its calibration.
  show   印出最近一次訓練 Prints the newest training.
  DATABASE_URL 或 DATA_DIR 指出資料庫 DATABASE_URL or DATA_DIR names the database.`;

process.exitCode = await main(process.argv.slice(2));

/** 0 when it is done, whether the model is then on or off; 2 when it was asked wrongly. */
async function main([what, ...more]: string[]): Promise<number> {
  if ((what !== 'train' && what !== 'show') || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const found = await findDatabase(process.env);
  if (!found) {
    console.error(
      '✗ 找不到資料庫 No database: set DATABASE_URL, or DATA_DIR to a folder with one (npm start makes it).',
    );
    return 2;
  }
  try {
    const model = await fromTerminal(found.url, 'npm run risk', async (context) => {
      if (what === 'train') await trainRisk(context);
      return riskModelView(context.tx);
    });
    console.log(riskReport(model));
    return 0;
  } finally {
    await found.stop();
  }
}
