import type { TaskList } from 'graphile-worker';
import type { App } from '../module/app.ts';
import type { Module, Task } from '../module/module.ts';
import { describeFailure } from '../reactions/describe-failure.ts';

/** Told of every run of a job: null when it went well, else one line that says why not. */
export type JobObserver = (task: string, failure: string | null) => void;

/**
 * All modules' tasks as the job library wants them. A payload that no longer parses fails its job.
 * Errors are reduced to one line before the library stores them beside the job, because the
 * original may quote parameters.
 * @throws when two tasks have one name.
 */
export function taskList(app: App, modules: readonly Module[], observe: JobObserver): TaskList {
  const list: TaskList = {};
  for (const task of modules.flatMap((module) => module.tasks ?? [])) {
    if (list[task.name]) throw new Error(`two tasks are called ${task.name}`);
    list[task.name] = (payload, { job }) =>
      runTask(app, task, { payload, run: job.attempts }, observe);
  }
  return list;
}

async function runTask(
  app: App,
  task: Task,
  { payload, run }: { readonly payload: unknown; readonly run: number },
  observe: JobObserver,
): Promise<void> {
  try {
    await task.run(app, task.payload.parse(payload), { run });
    observe(task.name, null);
  } catch (error) {
    const failure = describeFailure(error);
    observe(task.name, failure);
    throw new Error(failure);
  }
}
