import type { ReactNode } from 'react';
import {
  type FieldPath,
  type FieldValues,
  useController,
  useFormContext,
  useFormState,
} from 'react-hook-form';
import { Button, type ButtonProps } from './button.tsx';
import { Checkbox, RadioGroup, type RadioGroupProps } from './choices.tsx';
import { ComboBox, type ComboBoxProps } from './combo-box.tsx';
import { Select, type SelectProps } from './select.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** Joins a field of the form above with a control: value, change, blur, focus and error. */
function useField<Values extends FieldValues>(name: FieldPath<Values>) {
  const { control } = useFormContext<Values>();
  const { field, fieldState } = useController<Values>({ control, name });
  return { field, errorMessage: fieldState.error?.message };
}

type Named<Props, Taken extends string> = Omit<
  Props,
  'value' | 'onChange' | 'onBlur' | 'errorMessage' | 'name' | Taken
> & { name: string };

/** A TextField of the form above. */
export function FormTextField({ name, ...props }: Named<TextFieldProps, 'inputRef'>) {
  const { field, errorMessage } = useField(name);
  return (
    <TextField
      {...props}
      name={name}
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      errorMessage={errorMessage}
    />
  );
}

/** A Select of the form above. */
export function FormSelect<Id extends string>({
  name,
  ...props
}: Named<SelectProps<Id>, 'buttonRef'>) {
  const { field, errorMessage } = useField(name);
  return (
    <Select
      {...props}
      name={name}
      value={field.value ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      buttonRef={field.ref}
      errorMessage={errorMessage}
    />
  );
}

/** A ComboBox of the form above. */
export function FormComboBox<Id extends string>({
  name,
  ...props
}: Named<ComboBoxProps<Id>, 'inputRef'>) {
  const { field, errorMessage } = useField(name);
  return (
    <ComboBox
      {...props}
      name={name}
      value={field.value ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      errorMessage={errorMessage}
    />
  );
}

/** The stop of Tab in a group of radios: the chosen one, or the first. */
const focusIn = (group: HTMLElement | null) =>
  group?.querySelector<HTMLElement>('input[tabindex="0"]')?.focus();

/** A RadioGroup of the form above. */
export function FormRadioGroup<Id extends string>({
  name,
  ...props
}: Named<RadioGroupProps<Id>, 'groupRef'>) {
  const { field, errorMessage } = useField(name);
  return (
    <RadioGroup
      {...props}
      name={name}
      value={field.value || null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      groupRef={(group) => field.ref({ focus: () => focusIn(group) })}
      errorMessage={errorMessage}
    />
  );
}

/** A Checkbox of the form above. */
export function FormCheckbox({ name, children }: { name: string; children: ReactNode }) {
  const { field, errorMessage } = useField(name);
  return (
    <Checkbox
      name={name}
      isSelected={field.value === true}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isInvalid={Boolean(errorMessage)}
    >
      {children}
      {errorMessage && <span className="field-error">{errorMessage}</span>}
    </Checkbox>
  );
}

/** The button that sends the form above; pending while that is under way. */
export function SubmitButton({
  variant = 'primary',
  ...props
}: Omit<ButtonProps, 'type' | 'isPending' | 'onPress'>) {
  const { isSubmitting } = useFormState();
  return <Button {...props} type="submit" variant={variant} isPending={isSubmitting} />;
}
