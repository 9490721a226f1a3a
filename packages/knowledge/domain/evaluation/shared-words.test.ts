import { expect, test } from 'vitest';
import { sharedWords } from './shared-words.ts';

test.each([
  ['路燈不亮', '路燈故障', ['路燈']],
  ['樓下的燈不亮', '路燈故障', []],
  ['怎麼辦', '車子被拖吊怎麼辦', []],
  ['請問可以借youbike嗎', 'youbike可以租嗎', ['youbike']],
  ['打1999要錢嗎', '1999的費用', ['1999']],
  ['沒繳的單', '單沒繳', ['沒繳']],
  ['', '路燈', []],
])('%j and %j share %j', (one, other, words) => expect(sharedWords(one, other)).toEqual(words));
