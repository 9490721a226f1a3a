import { Select } from '@1999/web-kit';

/** One of the flow's steps, by its name. */
export function StepSelect(props: {
  label: string;
  steps: readonly string[];
  value: string;
  onChange(id: string): void;
}) {
  const known = props.steps.includes(props.value);
  const all = known ? props.steps : [...props.steps, props.value];
  return (
    <Select<string>
      label={props.label}
      options={all.map((id) => ({ id, label: id }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
