import { Banner, Button, Card } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

/** Calls 1999 in writing, for who cannot speak or hear: straight to a person, dangers first. */
export function RelayStart(props: {
  /** What one came for; else the chat is. */
  isMain: boolean;
  isPending: boolean;
  onStart(danger: boolean): void;
}) {
  const t = useT();
  return (
    <Card title={t('relay.title')}>
      <p>{t('relay.body')}</p>
      <Banner tone="warning">
        <p>{t('relay.emergency')}</p>
      </Banner>
      <div className="form-actions relay-start">
        <Button
          variant={props.isMain ? 'primary' : 'secondary'}
          size="large"
          isPending={props.isPending}
          onPress={() => props.onStart(false)}
        >
          {t('relay.start')}
        </Button>
        <Button
          variant="danger"
          size="large"
          isPending={props.isPending}
          onPress={() => props.onStart(true)}
        >
          {t('relay.danger')}
        </Button>
      </div>
    </Card>
  );
}
