import type { RulePreview } from '@1999/dispatch/contract';
import { Banner, Button, useErrorSentence } from '@1999/web-kit';
import { useMutation } from '@tanstack/react-query';
import { useT } from '../../messages/index.ts';

/** Shows how many running clocks a change would move; what was shown goes when `of` changes. */
export function PreviewButton(props: {
  of: string;
  isDisabled?: boolean;
  preview(): Promise<RulePreview>;
}) {
  const t = useT();
  const sentence = useErrorSentence();
  const asked = useMutation({ mutationFn: (_of: string) => props.preview() });
  const stands = asked.variables === props.of;
  return (
    <>
      <div className="rules-actions">
        <Button
          isDisabled={props.isDisabled}
          isPending={asked.isPending}
          onPress={() => asked.mutate(props.of)}
        >
          {t('rules.preview')}
        </Button>
      </div>
      {stands && asked.error && (
        <Banner tone="error" role="alert">
          <p>{sentence(asked.error)}</p>
        </Banner>
      )}
      {stands && asked.data && (
        <Banner tone="info" role="status">
          <p>
            {t('rules.preview.result', {
              open: asked.data.openClocks,
              earlier: asked.data.earlier,
              later: asked.data.later,
            })}
          </p>
          <p>{t('rules.preview.note')}</p>
        </Banner>
      )}
    </>
  );
}
