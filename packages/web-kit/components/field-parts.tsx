import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { useKitT } from '../i18n/create-i18n.ts';
import './field.css';

/** What every field says around its control. */
export interface FieldTexts {
  label: string;
  /** How to fill it in; read together with the label. */
  description?: string;
  /** What is wrong; its presence marks the field invalid. */
  errorMessage?: string;
}

/** The visible label, saying when a field may be left out or must not. */
export function FieldLabel({ label, isRequired }: { label: string; isRequired?: boolean }) {
  const t = useKitT();
  return (
    <Label className="field-label">
      {label}
      {isRequired && <span className="field-mark">{t('kit.required')}</span>}
    </Label>
  );
}

/** The hint above a control, so that it is read before typing and never lies under a keyboard. */
export function FieldHint({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <Text slot="description" className="field-hint">
      {children}
    </Text>
  );
}

/** The error sentence under a control. */
export function FieldProblem({ children }: { children: ReactNode }) {
  return <FieldError className="field-error">{children}</FieldError>;
}
