import { type Ref, useId } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  TextArea,
} from 'react-aria-components';
import { FieldHint, FieldLabel, FieldProblem, type FieldTexts } from './field-parts.tsx';

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'className' | 'children' | 'validate'>,
    FieldTexts {
  /** Several lines; it grows with its text. */
  multiline?: boolean;
  placeholder?: string;
  /** Offered by the browser while typing in a single line; anything else may be typed. */
  suggestions?: readonly string[];
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A line or a block of text. */
export function TextField({
  label,
  description,
  errorMessage,
  multiline,
  placeholder,
  suggestions,
  inputRef,
  ...props
}: TextFieldProps) {
  const list = useId();
  return (
    <AriaTextField {...props} isInvalid={Boolean(errorMessage)} className="field">
      <FieldLabel label={label} isRequired={props.isRequired} />
      <FieldHint>{description}</FieldHint>
      {multiline ? (
        <TextArea ref={inputRef} placeholder={placeholder} className="input" rows={3} />
      ) : (
        <Input
          ref={inputRef}
          placeholder={placeholder}
          className="input"
          list={suggestions && list}
        />
      )}
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      <FieldProblem>{errorMessage}</FieldProblem>
    </AriaTextField>
  );
}
