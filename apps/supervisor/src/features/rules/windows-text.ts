/** A stretch of a working day, `HH:MM` to `HH:MM`; its end may be 24:00. */
export interface Window {
  from: string;
  to: string;
}

const WINDOW = /^\s*(\d{1,2}):(\d{2})\s*[-–~至]\s*(\d{1,2}):(\d{2})\s*$/;

/** Windows as people write them: `08:00-12:00, 13:00-17:00`; none is an empty text. */
export function windowsText(windows: readonly Window[]): string {
  return windows.map(({ from, to }) => `${from}-${to}`).join(', ');
}

/** Reads windows as people write them; null where one can't be read. Empty: a day not worked. */
export function readWindows(text: string): Window[] | null {
  const parts = text.split(/[,，、;；]/).filter((part) => part.trim() !== '');
  const windows: Window[] = [];
  for (const part of parts) {
    const [, fromHour, fromMinute, toHour, toMinute] = WINDOW.exec(part) ?? [];
    if (!fromHour || !toHour) return null;
    windows.push({
      from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
      to: `${toHour.padStart(2, '0')}:${toMinute}`,
    });
  }
  return windows;
}
