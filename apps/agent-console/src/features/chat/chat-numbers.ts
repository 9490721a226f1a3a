/**
 * The numbers by which an agent tells the chats apart: each keeps its own as long as it is there,
 * and a new one takes the lowest that is free.
 */
export function numbersFor(
  before: Readonly<Record<string, number>>,
  chatIds: readonly string[],
): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const id of chatIds) if (before[id]) numbers[id] = before[id];
  const taken = new Set(Object.values(numbers));
  for (const id of chatIds) {
    if (numbers[id]) continue;
    let free = 1;
    while (taken.has(free)) free += 1;
    taken.add(free);
    numbers[id] = free;
  }
  return numbers;
}
