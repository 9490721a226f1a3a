import { type AnswerSurvey, SurveyView } from '@1999/surveys/contract';
import { ApiError, Banner, Card, createApi, Facts, Page, QueryView, Time } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../messages/index.ts';
import { SurveyForm } from './survey-form.tsx';

/** The code in the link is the key; nobody signs in here. */
const api = createApi({ current: () => undefined });

/** One question after a case is closed; the link opens this survey and nothing else. */
export function SurveyPage({ code }: { code: string }) {
  const t = useT();
  const path = `/api/surveys/${encodeURIComponent(code)}`;
  const survey = useQuery({
    queryKey: ['survey', code],
    queryFn: ({ signal }) => api.get(path, { schema: SurveyView, signal }),
  });

  async function answer(values: AnswerSurvey): Promise<void> {
    await api.post(`${path}/answer`, { body: values });
    await survey.refetch();
  }

  const wrong =
    survey.error instanceof ApiError && survey.error.status >= 400 && survey.error.status < 500;
  return (
    <Page title={t('survey.title')} width="narrow">
      {wrong ? (
        <Banner tone="warning" title={t('survey.wrongLink')}>
          <p>{t('survey.wrongLink.body')}</p>
        </Banner>
      ) : (
        <QueryView query={survey}>
          {(view) => (
            <Card title={t('survey.about', { number: view.caseNumber })}>
              {view.closedAt && (
                <Facts
                  items={[{ name: t('survey.closedAt'), value: <Time at={view.closedAt} /> }]}
                />
              )}
              <SurveyBody view={view} onAnswer={answer} />
            </Card>
          )}
        </QueryView>
      )}
    </Page>
  );
}

function SurveyBody(props: { view: SurveyView; onAnswer(values: AnswerSurvey): Promise<void> }) {
  const t = useT();
  const { state, score } = props.view;
  if (state === 'open') return <SurveyForm onAnswer={props.onAnswer} />;
  if (state === 'expired' || score === null) {
    return (
      <Banner title={t('survey.expired')}>
        <p>{t('survey.expired.body')}</p>
      </Banner>
    );
  }
  const word = t(`survey.score.${score as 1 | 2 | 3 | 4 | 5}`);
  return (
    <Banner tone="success" role="status" title={t('survey.thanks')}>
      <p>{t('survey.thanks.body', { score: word })}</p>
    </Banner>
  );
}
