import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  RadioGroup as AriaRadioGroup,
  Radio,
} from 'react-aria-components';
import { FieldHint, FieldLabel, FieldProblem, type FieldTexts } from './field-parts.tsx';
import type { Choice } from './select.tsx';

export interface RadioGroupProps<Id extends string> extends FieldTexts {
  options: readonly Choice<Id>[];
  value: Id | null;
  onChange(value: Id): void;
  onBlur?(): void;
  orientation?: 'vertical' | 'horizontal';
  isRequired?: boolean;
  isDisabled?: boolean;
  name?: string;
  groupRef?(group: HTMLElement | null): void;
}

/** One of a few things, all in sight. */
export function RadioGroup<Id extends string>({
  orientation = 'vertical',
  ...props
}: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup
      className="field"
      name={props.name}
      ref={props.groupRef}
      // Null, never '': with anything else chosen no radio would be a stop of Tab.
      value={props.value}
      onChange={(value) => props.onChange(value as Id)}
      onBlur={props.onBlur}
      orientation={orientation}
      isInvalid={Boolean(props.errorMessage)}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} isRequired={props.isRequired} />
      <FieldHint>{props.description}</FieldHint>
      <div className="choices" data-orientation={orientation}>
        {props.options.map(({ id, label, isDisabled, extra }) => (
          <Radio key={id} value={id} isDisabled={isDisabled} className="choice choice-radio">
            <span className="choice-mark" aria-hidden="true">
              ●
            </span>
            <span>
              {label}
              {extra}
            </span>
          </Radio>
        ))}
      </div>
      <FieldProblem>{props.errorMessage}</FieldProblem>
    </AriaRadioGroup>
  );
}

export interface CheckboxProps {
  isSelected: boolean;
  onChange(isSelected: boolean): void;
  onBlur?(): void;
  children: ReactNode;
  isDisabled?: boolean;
  isInvalid?: boolean;
  name?: string;
}

/** Yes or no. */
export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} validationBehavior="aria" className="choice">
      <span className="choice-mark" aria-hidden="true">
        ✓
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}
