import type { FlowProblem, IvrFlow, IvrStep } from '../../contract/ivr.ts';

const MOST_STEPS = 60;
export const DANGER_KEY = '9';

/** Where a step may lead. */
export function waysOut(step: IvrStep): string[] {
  switch (step.do) {
    case 'say':
    case 'offerCallback':
      return [step.next];
    case 'check':
      return [step.yes, step.no];
    case 'menu':
      return [...Object.values(step.keys).map(({ next }) => next), step.otherwise.next];
    default:
      return [];
  }
}

/**
 * The flow with its steps in the order in which callers come to them, those nobody comes to last:
 * the database keeps names in an order of its own.
 */
export function inOrderOfWays(flow: IvrFlow): IvrFlow {
  const ways = (id: string) => (flow.steps[id] ? waysOut(flow.steps[id]) : []);
  // A set is walked to its end, with what is added on the way.
  const order = new Set([flow.start]);
  for (const id of order) for (const to of ways(id)) order.add(to);
  for (const id of Object.keys(flow.steps)) order.add(id);
  const steps = [...order].flatMap((id) => {
    const step = flow.steps[id];
    return step ? [[id, step] as const] : [];
  });
  return { ...flow, steps: Object.fromEntries(steps) };
}

/**
 * Everything wrong with a flow; a flow without problems never leaves a caller without a way on:
 * each way leads to a step, each step to an end, and nobody goes round without being asked.
 */
export function problemsOfFlow(flow: IvrFlow): FlowProblem[] {
  const { steps } = flow;
  const problems: FlowProblem[] = [];
  const add = (step: string, code: FlowProblem['code'], message: string) =>
    problems.push({ step, code, message });
  if (Object.keys(steps).length > MOST_STEPS) {
    add(flow.start, 'tooManySteps', `A flow has at most ${MOST_STEPS} steps.`);
  }
  const missing = (from: string, to: string) => {
    if (!(to in steps)) add(from, 'unknownStep', `There is no step "${to}".`);
  };
  missing('start', flow.start);
  missing('danger', flow.danger);
  for (const [id, step] of Object.entries(steps)) {
    for (const to of waysOut(step)) missing(id, to);
    if (step.do !== 'menu') continue;
    if (Object.keys(step.keys).length === 0) add(id, 'noKeys', 'A menu needs a key.');
    const nine = step.keys[DANGER_KEY];
    if (nine && nine.topic !== 'danger') {
      add(id, 'dangerKey', 'Key 9 means danger in every menu; use another key.');
    }
  }
  if (steps[flow.danger] && steps[flow.danger]?.do !== 'queue') {
    add('danger', 'dangerNotQueue', 'Danger must lead straight into a queue.');
  }
  if (problems.some(({ code }) => code === 'unknownStep')) return problems;
  return [...problems, ...problemsOfWays(flow)];
}

function problemsOfWays({ start, danger, steps }: IvrFlow): FlowProblem[] {
  const problems: FlowProblem[] = [];
  const reached = closure([start, danger], (id) => waysOut(steps[id] as IvrStep));
  for (const id of Object.keys(steps)) {
    if (!reached.has(id)) {
      const message = 'No way leads to this step; remove it or lead to it.';
      problems.push({ step: id, code: 'unreachable', message });
    }
  }
  const usual = usualWays(steps);
  for (const id of reached) {
    if (!closure(usual(id), usual).has(id)) continue;
    const message = 'A caller who presses nothing comes round to this again and again.';
    problems.push({ step: id, code: 'neverEnds', message });
  }
  return problems;
}

/** The ways of a caller who presses nothing. */
function usualWays(steps: IvrFlow['steps']): (id: string) => string[] {
  return (id) => {
    const step = steps[id] as IvrStep;
    return step.do === 'menu' ? [step.otherwise.next] : waysOut(step);
  };
}

function closure(from: readonly string[], ways: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...ways(id));
  }
  return seen;
}
