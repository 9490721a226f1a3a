import { toNestErrors } from '@hookform/resolvers';
import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { type FormEventHandler, type ReactNode, useMemo } from 'react';
import {
  type DefaultValues,
  type FieldError,
  type FieldPath,
  type FieldValues,
  FormProvider,
  type Resolver,
  type UseFormProps,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { ApiError } from '../api/api-error.ts';
import { useErrorSentence } from '../api/error-sentence.ts';
import { type Translate, useKitT } from '../i18n/create-i18n.ts';
import type { zh } from '../messages/zh.ts';
import { Banner } from './banner.tsx';
import { zodSentence } from './zod-sentence.ts';
import './form.css';

export type ZodForm<Input extends FieldValues, Output> = UseFormReturn<Input, unknown, Output> & {
  /**
   * The form's submit handler: checks, then runs `send`. An ApiError naming a field is shown at
   * that field, any other above the form; what was typed stays.
   */
  submit(send: (values: Output) => Promise<unknown>): FormEventHandler<HTMLFormElement>;
};

/**
 * A form checked by a zod schema, with messages in the person's language. Fields are checked when
 * the form is sent, and from then on as they change.
 */
export function useZodForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  options: Omit<UseFormProps<Input, unknown, Output>, 'resolver'> & {
    defaultValues: DefaultValues<Input>;
  },
): ZodForm<Input, Output> {
  const t = useKitT();
  const { i18n } = useLingui();
  const sentence = useErrorSentence();
  const resolver = useMemo(() => resolve(schema, t, i18n), [schema, t, i18n]);
  const form = useForm<Input, unknown, Output>({ ...options, resolver });

  const submit: ZodForm<Input, Output>['submit'] = (send) =>
    form.handleSubmit(async (values) => {
      try {
        await send(values);
      } catch (error) {
        const field = error instanceof ApiError ? error.field : undefined;
        const known = field !== undefined && field in (form.getValues() as object);
        if (known) {
          form.setError(field as FieldPath<Input>, { message: sentence(error) });
          form.setFocus(field as FieldPath<Input>);
        } else form.setError('root', { message: sentence(error) });
      }
    });
  return { ...form, submit };
}

/**
 * Checks by the schema and says the first fault of each field in the person's language. Not
 * zodResolver: that shows a contract's own English messages.
 */
function resolve<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  t: Translate<keyof typeof zh>,
  i18n: I18n,
): Resolver<Input, unknown, Output> {
  return async (values, _context, options) => {
    const parsed = await schema.safeParseAsync(values, { reportInput: true });
    if (parsed.success) return { values: parsed.data, errors: {} };
    const faults: Record<string, FieldError> = {};
    for (const issue of parsed.error.issues) {
      const field = issue.path.join('.') || 'root';
      faults[field] ??= { type: issue.code, message: zodSentence(issue, t, i18n) };
    }
    return { values: {}, errors: toNestErrors<Input>(faults as never, options as never) };
  };
}

export interface FormProps<Input extends FieldValues, Output> {
  form: ZodForm<Input, Output>;
  onSubmit(values: Output): Promise<unknown>;
  children: ReactNode;
  /** Names the form; needed where a screen has several. */
  label?: string;
  id?: string;
}

/** The element around a form's fields; shows above them what could not be put at one field. */
export function Form<Input extends FieldValues, Output>(props: FormProps<Input, Output>) {
  const { form, onSubmit } = props;
  const problem = form.formState.errors.root?.message;
  return (
    <FormProvider {...form}>
      <form
        id={props.id}
        className="form"
        aria-label={props.label}
        noValidate
        onSubmit={form.submit(onSubmit)}
      >
        {problem && (
          <Banner tone="error" role="alert">
            <p>{problem}</p>
          </Banner>
        )}
        {props.children}
      </form>
    </FormProvider>
  );
}

/** Fields side by side where there is room. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className="form-row">{children}</div>;
}

/** The buttons that end a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="form-actions">{children}</div>;
}
