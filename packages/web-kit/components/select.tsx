import type { ReactNode, Ref } from 'react';
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { useKitT } from '../i18n/create-i18n.ts';
import { FieldHint, FieldLabel, FieldProblem, type FieldTexts } from './field-parts.tsx';

/** One thing to choose. */
export interface Choice<Id extends string = string> {
  id: Id;
  label: string;
  isDisabled?: boolean;
  /** Shown beside the label; not searched. */
  extra?: ReactNode;
}

export interface SelectProps<Id extends string> extends FieldTexts {
  options: readonly Choice<Id>[];
  value: Id | null;
  onChange(value: Id): void;
  onBlur?(): void;
  placeholder?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  name?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** One of a dozen known things. For more, or for typing, use ComboBox. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const t = useKitT();
  return (
    <AriaSelect
      className="field"
      name={props.name}
      value={props.value}
      onChange={(key) => key !== null && props.onChange(key as Id)}
      onBlur={props.onBlur}
      placeholder={props.placeholder ?? t('kit.choose')}
      isInvalid={Boolean(props.errorMessage)}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} isRequired={props.isRequired} />
      <FieldHint>{props.description}</FieldHint>
      <Button ref={props.buttonRef} className="input select-button">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <FieldProblem>{props.errorMessage}</FieldProblem>
      <Popover className="popover">
        <ListBox className="listbox">{props.options.map(renderOption)}</ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** One row of an open list. */
export function renderOption({ id, label, isDisabled, extra }: Choice) {
  return (
    <ListBoxItem key={id} id={id} textValue={label} isDisabled={isDisabled} className="option">
      <span>
        {label}
        {extra}
      </span>
    </ListBoxItem>
  );
}
