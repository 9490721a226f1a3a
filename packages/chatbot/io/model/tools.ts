import type OpenAI from 'openai';

type Tool = OpenAI.Chat.Completions.ChatCompletionTool;

const numbers = { type: 'array', items: { type: 'integer' }, description: 'numbers of entries' };
const tool = (name: string, description: string, properties: Record<string, unknown>): Tool => ({
  type: 'function',
  function: {
    name,
    description,
    parameters: {
      type: 'object',
      properties,
      required: Object.keys(properties),
      additionalProperties: false,
    },
  },
});

/** What the model may do with a question: nothing here sets a priority, a deadline or an agency. */
export const ANSWER_TOOLS: Tool[] = [
  tool('answer', 'Answer from entries.', { entries: numbers, text: { type: 'string' } }),
  tool('offer', 'Let the citizen choose between entries.', { entries: numbers }),
  tool('none_of_these', 'No entry answers the question.', {}),
];

export const REWRITE_TOOLS: Tool[] = [
  tool('search', 'The question to search for.', { question: { type: 'string' } }),
];
