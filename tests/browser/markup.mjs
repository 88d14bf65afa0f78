// Whether what the server writes is HTML as it should be.

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: {
      // All that is loaded is our own, and comes from where the page itself does.
      'require-sri': 'off',
      // Every title ends with the service and the municipality.
      'long-title': 'off',
      // A line that must not break inside a number is the style sheet's to keep together.
      'tel-non-breaking': 'off',
      // A list may have a name (WAI-ARIA 1.2), and one that comes and goes needs it.
      'aria-label-misuse': ['error', { allowAnyNamable: true }],
      // What must be put right stands before everything else.
      'heading-level': ['error', { minInitialRank: 'h2' }],
      // VoiceOver does not call it a list when it has no bullets, unless it is told so.
      'no-redundant-role': 'off',
      'prefer-native-element': ['error', { exclude: ['list'] }],
      // Where no script runs, who waits for the receipt is shown it this way (WCAG's F41 is about reading time).
      'meta-refresh': 'off',
    },
  }),
);

/** What is wrong with a page's source. */
export async function findFaults(source) {
  const { results } = await validator.validateString(source);
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line }) => `${ruleId} in line ${line}: ${message}`);
}
