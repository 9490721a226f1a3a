import { useLingui } from '@lingui/react';
import { useCallback } from 'react';
import { useKitT } from '../i18n/create-i18n.ts';
import { ApiError } from './api-error.ts';

const byCode = {
  offline: 'kit.error.offline',
  timeout: 'kit.error.timeout',
  bad_answer: 'kit.error.badAnswer',
} as const;

const byStatus = {
  401: 'kit.error.unauthorized',
  403: 'kit.error.forbidden',
  404: 'kit.error.notFound',
  409: 'kit.error.conflict',
  429: 'kit.error.tooMany',
  502: 'kit.error.busy',
  503: 'kit.error.busy',
  504: 'kit.error.busy',
} as const;

/** The kit's key for `error`: by its code, else its status, else "server error" or "check this". */
export function errorKey(error: unknown) {
  if (!(error instanceof ApiError)) return 'kit.error.server';
  if (error.code in byCode) return byCode[error.code as keyof typeof byCode];
  if (error.status in byStatus) return byStatus[error.status as unknown as keyof typeof byStatus];
  return error.status >= 400 && error.status < 500 ? 'kit.field.invalid' : 'kit.error.server';
}

/**
 * Says what went wrong in the person's language. An app gives its own sentence for a server code
 * by a message `error.CODE` in its catalogue (`error.ground_required`).
 */
export function useErrorSentence(): (error: unknown) => string {
  const { i18n } = useLingui();
  const t = useKitT();
  return useCallback(
    (error) => {
      const own = error instanceof ApiError ? `error.${error.code}` : '';
      return own && own in i18n.messages ? i18n._(own) : t(errorKey(error));
    },
    [i18n, t],
  );
}
