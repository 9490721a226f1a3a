import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import './tabs.css';

export interface TabItem<Id extends string> {
  id: Id;
  label: string;
  content: ReactNode;
}

/** Panels of one place on the screen, one shown at a time. */
export function Tabs<Id extends string>(props: {
  label: string;
  items: readonly TabItem<Id>[];
  selected?: Id;
  onSelect?(id: Id): void;
}) {
  return (
    <AriaTabs
      className="tabs"
      selectedKey={props.selected}
      onSelectionChange={(key) => props.onSelect?.(key as Id)}
    >
      <TabList aria-label={props.label} className="tab-list">
        {props.items.map(({ id, label }) => (
          <Tab key={id} id={id} className="tab">
            {label}
          </Tab>
        ))}
      </TabList>
      {props.items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
