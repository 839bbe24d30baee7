import type { CodeText } from './code-text.ts';

/** A3xxx: templates. */
export const template = {
  A3001: {
    title: 'Template syntax',
    explanation:
      'The template does not follow the Jinja grammar: a tag that is not closed, an unknown tag, a stray bracket. The place shown is where reading stopped making sense; the cause is there or just before it.',
  },
  A3002: {
    title: 'Undefined value',
    explanation:
      'The template uses something that does not exist: a name nobody defined, or an attribute or item that its owner does not have (UndefinedError). Check the spelling, or test it first with "is defined" or give it a value with the "default" filter.',
  },
  A3003: {
    title: 'Wrong type in a template',
    explanation:
      "A value is of the wrong type for what is done with it, such as adding a number to a string, or a macro was called with arguments that it does not take (Python's TypeError). Convert it first with int, float or string, or mend the call.",
  },
  A3004: {
    title: 'Wrong value in a template',
    explanation:
      "A value has the right type but cannot be used, such as int('x') or unpacking three items into two names (Python's ValueError).",
  },
  A3005: {
    title: 'Key not found',
    explanation: "A dictionary has no such key (Python's KeyError). Use .get(key) where it may be missing.",
  },
  A3006: {
    title: 'Index out of range',
    explanation: "A list or string has no item at that index (Python's IndexError).",
  },
  A3007: {
    title: 'Attribute cannot be used',
    explanation: "The object does not have or cannot take that attribute (Python's AttributeError).",
  },
  A3008: {
    title: 'Division by zero',
    explanation: "A number was divided by zero (Python's ZeroDivisionError).",
  },
  A3009: {
    title: 'Number too large',
    explanation: "A calculation left the range that a number can have (Python's OverflowError).",
  },
  A3010: {
    title: 'Unknown filter',
    explanation:
      'After a | stands the name of a filter, and there is none of that name. Macros are called, not piped into.',
  },
  A3011: {
    title: 'Unknown test',
    explanation:
      'After "is" stands the name of a test such as defined, none, string, mapping, and there is none of that name.',
  },
  A3012: {
    title: 'Template cannot be evaluated',
    explanation:
      'A filter, loop or assignment was used in a way that Jinja refuses (its TemplateRuntimeError).',
  },
  A3013: {
    title: 'Tag not supported',
    explanation:
      'Templates here stand alone: include, import, extends and block do not exist. Macros of the project are available everywhere without an import.',
  },
  A3014: {
    title: 'return outside a macro',
    explanation:
      'return() ends the macro that it is in and gives its value. Outside a macro there is nothing to return from.',
  },
  A3020: {
    title: 'Template took too many steps',
    explanation:
      'The template was stopped because it ran through far more loop rounds, calls or items than templates need, most likely an endless loop or a range that is too large.',
  },
  A3021: {
    title: 'Template nested too deeply',
    explanation:
      'Macros call each other without end, or an expression or a value is nested more deeply than can be evaluated. Check that a recursive macro has a case in which it stops.',
  },
  A3022: {
    title: 'Template output too large',
    explanation:
      'The template was stopped because a text, number or list that it makes became far too large.',
  },
  A3023: {
    title: 'Template took too long',
    explanation: 'The template was stopped because evaluating it took longer than allowed.',
  },
  A3030: {
    title: 'Raised by a template',
    explanation: 'A macro or model stopped with exceptions.raise_compiler_error(); the message is its own.',
  },
  A3031: {
    title: 'Template changed its question',
    explanation:
      'A template that reads from the database while it is evaluated is evaluated again once the answer is there, and has to ask the same then. SQL that is made from a random value does not.',
  },
  A3032: {
    title: 'Not there in a template',
    explanation:
      'The template calls for something of dbt that Assay does not do, such as running Python. The message names it.',
  },
  A3033: {
    title: 'Materialization incomplete',
    explanation:
      "A materialization has to run a statement called main and to return the relations that it made: {{ return({'relations': [target_relation]}) }}.",
  },
  A3034: {
    title: 'Warning of a template',
    explanation: 'A macro or model has warned with exceptions.warn(); the message is its own.',
  },
} as const satisfies Record<string, CodeText>;
