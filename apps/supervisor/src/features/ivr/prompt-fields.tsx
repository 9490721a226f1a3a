import { builtInPrompts, type IvrPrompt } from '@1999/telephony/contract/ivr';
import { Button, FormRow, Select, TextField } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { SoundFields } from './sound-fields.tsx';

const OWN = 'own';
type Choice = (typeof builtInPrompts)[number] | typeof OWN;

/** What a step says, one after the other: prompts of the house or words of one's own. */
export function PromptFields(props: {
  prompts: readonly IvrPrompt[];
  onChange(prompts: IvrPrompt[]): void;
}) {
  const t = useT();
  const { prompts } = props;
  const [isUploading, setUploading] = useState(false);
  const change = (at: number, prompt: IvrPrompt) =>
    props.onChange(prompts.map((one, index) => (index === at ? prompt : one)));
  const options = [...builtInPrompts, OWN].map((id) => ({
    id: id as Choice,
    label: t(`ivr.prompt.${id as Choice}`),
  }));
  return (
    <fieldset className="ivr-group">
      <legend>{t('ivr.says')}</legend>
      {prompts.map((prompt, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt is nothing but its place
        <div key={at} className="ivr-row">
          <Select<Choice>
            label={t('ivr.prompt', { number: at + 1 })}
            options={options}
            value={'prompt' in prompt ? prompt.prompt : OWN}
            onChange={(id) => change(at, id === OWN ? { zh: '', en: '' } : { prompt: id })}
          />
          <Button
            aria-label={t('ivr.prompt.remove', { number: at + 1 })}
            isDisabled={isUploading}
            onPress={() => props.onChange(prompts.filter((_, index) => index !== at))}
          >
            {t('ivr.remove')}
          </Button>
          {!('prompt' in prompt) && (
            <>
              <FormRow>
                {(['zh', 'en'] as const).map((language) => (
                  <TextField
                    key={language}
                    label={t(`ivr.words.${language}`)}
                    value={prompt[language]}
                    multiline
                    onChange={(said) => change(at, { ...prompt, [language]: said })}
                  />
                ))}
              </FormRow>
              <FormRow>
                {(['vi', 'id', 'th'] as const).map((language) => (
                  <TextField
                    key={language}
                    label={t(`ivr.words.${language}`)}
                    value={prompt[language] ?? ''}
                    multiline
                    onChange={(said) => change(at, { ...prompt, [language]: said || undefined })}
                  />
                ))}
              </FormRow>
            </>
          )}
          <SoundFields
            label={t('ivr.sounds', { number: at + 1 })}
            part={t('ivr.prompt', { number: at + 1 })}
            sounds={prompt.sounds}
            onChange={(sounds) => change(at, { ...prompt, sounds })}
            onWorking={setUploading}
          />
        </div>
      ))}
      <Button onPress={() => props.onChange([...prompts, { prompt: 'please-hold' }])}>
        {t('ivr.prompt.add')}
      </Button>
    </fieldset>
  );
}
