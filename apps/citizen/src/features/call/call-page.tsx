import { StartedWebCall } from '@1999/telephony/contract';
import { Banner, Button, Card, createApi, Page, useErrorSentence } from '@1999/web-kit';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { CallInProgress } from './call-in-progress.tsx';
import { keepCall, keptCall } from './kept-call.ts';

/** Nobody signs in to call; starting a call gives the token that opens this one call. */
const api = createApi({ current: () => undefined });

/** Calls 1999 from the browser: one press, then the microphone's permission, then talk. */
export function CallPage() {
  const t = useT();
  const sentence = useErrorSentence();
  const [call, setCall] = useState(keptCall);
  const start = useMutation({
    mutationFn: () => api.post('/api/webcalls', { body: {}, schema: StartedWebCall }),
    onSuccess: (started) => {
      keepCall(started);
      setCall(started);
    },
  });
  function leave(): void {
    keepCall(null);
    setCall(null);
  }
  return (
    <Page title={t('call.title')} width="narrow">
      {call ? (
        <CallInProgress call={call} onLeave={leave} />
      ) : (
        <>
          <Banner tone="warning">
            <p>{t('home.emergency')}</p>
          </Banner>
          {start.error && <Banner tone="error" title={sentence(start.error)} />}
          <p>{t('call.microphone')}</p>
          <Button
            variant="primary"
            size="large"
            isPending={start.isPending}
            onPress={() => start.mutate()}
          >
            {t('call.start')}
          </Button>
          <Card title={t('relay.title')}>
            <p>{t('relay.body')}</p>
            <div>
              <Link
                to="/chat"
                search={{ relay: true }}
                className="button button-secondary button-large"
              >
                {t('relay.go')}
              </Link>
            </div>
          </Card>
        </>
      )}
    </Page>
  );
}
