import { expect, test } from 'vitest';
import { alertIn, isThanked, surveyCodeIn } from './heard.ts';

test.each([
  ['1999市民專線:您的案件已結案 http://localhost:1999/s/AbCdEfGhIjKlMn_-', 'AbCdEfGhIjKlMn_-'],
  ['1999: your case is closed. How did we do? https://a.tw/s/0123456789abcdef', '0123456789abcdef'],
  ['短網址 https://a.tw/s/short', null],
  ['https://a.tw/s/0123456789abcdefTOOLONG', null],
])('the survey code in "%s" is %s', (message, code) => {
  expect(surveyCodeIn(message)).toBe(code);
});

test.each([
  [
    '高雄市1999派工通報。緊急派工單:路樹傾倒,地點苓雅區四維路2號,請於08:15前受理。單號末五碼0 0 0 4 2。受理請按1,重聽請按2。',
    { digits: '00042', overdue: false },
  ],
  [
    '高雄市1999派工通報。派工單:積淹水,地點三民區,逾時未受理。單號末五碼1 2 3 4 5。受理請按1,重聽請按2。',
    { digits: '12345', overdue: true },
  ],
  [
    'Kaohsiung 1999 dispatch. Order: Flooding, at Sanmin. It has not been acknowledged in time. It ends in 1 2 3 4 5. To acknowledge, press 1.',
    { digits: '12345', overdue: true },
  ],
  ['您好，這裡是1999市民服務專線。', null],
])('a duty officer understands "%s"', (spoken, alert) => {
  expect(alertIn(spoken)).toEqual(alert);
});

test('thanks are told from the order itself', () => {
  expect(isThanked('已受理，謝謝您。')).toBe(true);
  expect(isThanked('Acknowledged. Thank you.')).toBe(true);
  expect(isThanked('逾時未受理')).toBe(false);
});
