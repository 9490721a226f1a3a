import type { ReactNode } from 'react';
import { useErrorSentence } from '../api/error-sentence.ts';
import { useKitT } from '../i18n/create-i18n.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import './states.css';

/** Nothing here, and what to do about it. */
export function EmptyState({ children, actions }: { children?: ReactNode; actions?: ReactNode }) {
  const t = useKitT();
  return (
    <div className="state">
      <p>{children ?? t('kit.empty')}</p>
      {actions}
    </div>
  );
}

/** Something is being fetched. Still: no spinner turns. */
export function LoadingState({ children }: { children?: ReactNode }) {
  const t = useKitT();
  return (
    <p className="state" role="status">
      {children ?? t('kit.loading')}
    </p>
  );
}

/** Something failed: what, in words, and a way on. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useKitT();
  const sentence = useErrorSentence();
  return (
    <Banner
      tone="error"
      role="alert"
      actions={onRetry && <Button onPress={onRetry}>{t('kit.retry')}</Button>}
    >
      <p>{sentence(error)}</p>
    </Banner>
  );
}

/** The three ways a query can stand, in one place: shows the data, or why there is none yet. */
export function QueryView<Data>(props: {
  query: {
    data: Data | undefined;
    error: unknown;
    isPending: boolean;
    refetch(): unknown;
  };
  children(data: Data): ReactNode;
}) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingState />;
}
