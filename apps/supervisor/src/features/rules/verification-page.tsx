import type { VerificationRuleView } from '@1999/dispatch/contract';
import { api, Button, QueryView, Table, toast, useErrorSentence, useName } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { RulesShell } from './rules-shell.tsx';
import { usePlacesAndTypes, useVerificationRules } from './use-rules.ts';

/** Which types' reports somebody else must confirm before an order closes. */
export function VerificationPage() {
  const t = useT();
  const name = useName();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const rules = useVerificationRules();
  const named = usePlacesAndTypes().data;
  const nameOf = (code: string): string => {
    const type = named?.types.find((one) => one.code === code);
    return type ? name(type.nameZh, type.nameEn) : code;
  };
  const demand = async ({ typeCode, required, version }: VerificationRuleView) => {
    const body = { typeCode, required: !required, basedOn: version };
    try {
      await api.post('/api/dispatch/verification-rules', { body, schema: z.unknown() });
      toast(t(required ? 'verification.ended' : 'verification.begun', { type: nameOf(typeCode) }));
    } catch (error) {
      toast(sentence(error), 'error');
    }
    await queries.invalidateQueries({ queryKey: ['verificationRules'] });
  };
  return (
    <RulesShell title={t('rules.verification')}>
      <p className="muted">{t('rules.verification.intro')}</p>
      <QueryView query={rules}>
        {(all) => (
          <Table
            caption={t('rules.verification')}
            captionHidden
            rows={all}
            rowId={({ typeCode }) => typeCode}
            columns={[
              {
                id: 'type',
                header: t('rules.incidents.type'),
                isRowHeader: true,
                cell: ({ typeCode }) => nameOf(typeCode),
              },
              {
                id: 'required',
                header: t('rules.verification.required'),
                cell: ({ required }) => t(required ? 'verification.yes' : 'verification.no'),
              },
              {
                id: 'do',
                header: t('rules.do'),
                cell: (rule) => {
                  const label = t(rule.required ? 'verification.end' : 'verification.begin');
                  return (
                    <Button
                      aria-label={`${label} ${nameOf(rule.typeCode)}`}
                      onPress={() => void demand(rule)}
                    >
                      {label}
                    </Button>
                  );
                },
              },
            ]}
          />
        )}
      </QueryView>
    </RulesShell>
  );
}
