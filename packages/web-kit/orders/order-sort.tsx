import {
  RISK_LEAST_OF_EACH,
  RISK_LEAST_ORDERS,
  type RiskModelView,
  type RiskReason,
} from '@1999/dispatch/contract';
import { RadioGroup } from '../components/choices.tsx';
import { useKitT } from '../i18n/create-i18n.ts';

/** By what a list of open orders is sorted. */
export type OrderSort = 'due' | 'risk';

/** By what the list is sorted in truth: without a model there is nothing but the due time. */
export function sortInForce(wanted: OrderSort, model: RiskModelView | undefined): OrderSort {
  return model?.state === 'on' ? wanted : 'due';
}

/** A chance as people read it; nothing is certain, so never 0 % and never 100 %. */
export function riskPercent(chance: number): string {
  return `${Math.min(99, Math.max(1, Math.round(chance * 100)))} %`;
}

/** Why there are no chances, as a sentence. */
export function useRiskReason(): (reason: RiskReason) => string {
  const t = useKitT();
  return (reason) =>
    t(`kit.risk.${reason}`, { orders: RISK_LEAST_ORDERS, each: RISK_LEAST_OF_EACH });
}

/** By due time or by the risk of missing; the latter only while there is a model, else it says why. */
export function OrderSortChoice(props: {
  value: OrderSort;
  onChange(value: OrderSort): void;
  model: RiskModelView | undefined;
}) {
  const t = useKitT();
  const why = useRiskReason();
  const { model } = props;
  const off = model?.state !== 'on';
  const reason = model?.reason;
  const hint = off ? reason && t('kit.risk.off', { reason: why(reason) }) : t('kit.risk.hint');
  return (
    <RadioGroup<OrderSort>
      label={t('kit.sort')}
      description={hint ?? undefined}
      orientation="horizontal"
      value={sortInForce(props.value, model)}
      onChange={props.onChange}
      options={[
        { id: 'due', label: t('kit.sort.due') },
        { id: 'risk', label: t('kit.sort.risk'), isDisabled: off },
      ]}
    />
  );
}
