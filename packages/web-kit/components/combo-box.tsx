import type { Ref } from 'react';
import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components';
import { useKitT } from '../i18n/create-i18n.ts';
import { FieldHint, FieldLabel, FieldProblem, type FieldTexts } from './field-parts.tsx';
import { type Choice, renderOption } from './select.tsx';

export interface ComboBoxProps<Id extends string> extends FieldTexts {
  options: readonly Choice<Id>[];
  value: Id | null;
  onChange(value: Id | null): void;
  onBlur?(): void;
  isRequired?: boolean;
  isDisabled?: boolean;
  name?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** One of many things, found by typing part of its name. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const t = useKitT();
  return (
    <AriaComboBox
      className="field"
      name={props.name}
      value={props.value}
      onChange={(key) => props.onChange(key as Id | null)}
      onBlur={props.onBlur}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={Boolean(props.errorMessage)}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} isRequired={props.isRequired} />
      <FieldHint>{props.description}</FieldHint>
      <div className="input-with-button">
        <Input ref={props.inputRef} className="input" />
        <Button className="button button-secondary" aria-label={t('kit.showOptions')}>
          <span aria-hidden="true">▾</span>
        </Button>
      </div>
      <FieldProblem>{props.errorMessage}</FieldProblem>
      <Popover className="popover">
        <ListBox
          className="listbox"
          renderEmptyState={() => <p className="option">{t('kit.noMatch')}</p>}
        >
          {props.options.map(renderOption)}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
