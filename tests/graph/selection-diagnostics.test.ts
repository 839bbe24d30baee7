import { describe, expect, it } from 'vitest';
import { type Diagnostic, ok } from '../../src/base/index.ts';
import { graphOver } from '../../src/graph/dag/graph.ts';
import { rank } from '../../src/graph/dag/rank.ts';
import type { SelectionRequest } from '../../src/graph/index.ts';
import { selectAmong } from '../../src/graph/selection/select.ts';
import type { YamlSequence } from '../../src/project/index.ts';
import { recorded, requestOf, selectableOf } from './oracle.ts';

const nodes = recorded.nodes.map(selectableOf);
const among = { project: recorded.project, all: nodes, views: () => nodes };
const graph = graphOver(nodes, rank(nodes));

function run(args: readonly string[], more: Partial<SelectionRequest> = {}) {
  return selectAmong(graph, among, { ...requestOf(args), ...more });
}

/** `A2111 --select:1:8-11 message (hint)` for each diagnostic. */
function say(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message, location, hint }) => {
    const { start, end } = location?.range ?? {};
    const place =
      location === undefined ? '' : ` ${location.file}:${start?.line}:${start?.column}-${end?.column}`;
    return `${code}${place} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
}

const failures = (args: readonly string[], more: Partial<SelectionRequest> = {}) => {
  const result = run(args, more);
  return result.ok ? ['no error'] : say(result.diagnostics);
};
const warnings = (...args: readonly string[]) => {
  const result = run(args);
  return result.ok ? say(result.value.warnings) : ['no selection'];
};

describe('errors about --select and --exclude', () => {
  it.each<readonly [readonly string[], readonly string[]]>([
    [
      ['--select', 'orders', 'tga:nightly'],
      ["A2111 --select:1:8-11 there is no selection method 'tga' (did you mean 'tag:nightly'?)"],
    ],
    [
      ['--select', 'orders', '--exclude', '+confg.meta.owner:ann'],
      ["A2111 --exclude:1:2-18 there is no selection method 'confg' (did you mean 'config.meta.owner:ann'?)"],
    ],
    [
      ['--select', 'board', '@orders+2'],
      [
        "A2112 --select:1:14-16 '@orders+2' has both @ in front and + behind (@ includes all children already: write '@orders')",
      ],
    ],
    [
      ['--select', 'version:newest'],
      [
        "A2113 --select:1:9-15 'newest' is no kind of version (it is one of latest, prerelease, old and none)",
      ],
    ],
    [
      ['--select', '1+source:a.b.c.d'],
      [
        "A2113 --select:1:10-17 'a.b.c.d' has too many parts for a source (write source:NAME, source:NAME.TABLE or source:PACKAGE.NAME.TABLE)",
      ],
    ],
    [
      ['--select', 'metric:a.b.c'],
      [
        "A2113 --select:1:8-13 'a.b.c' has too many parts for metric (write metric:NAME or metric:PACKAGE.NAME)",
      ],
    ],
    [
      ['--select', 'test_type:unti'],
      ["A2113 --select:1:11-15 'unti' is no type of test (it is one of generic, singular, data and unit)"],
    ],
    [
      ['--select', 'resource_type:modle'],
      ["A2113 --select:1:15-20 'modle' is no type of resource (did you mean 'model'?)"],
    ],
    [
      ['--select', '/models/marts'],
      [
        "A2113 --select:1:1-14 '/models/marts' is not a path inside the project (write it from the folder of the project, such as path:models/staging)",
      ],
    ],
    [
      ['--select', 'state:modfied'],
      ["A2113 --select:1:7-14 'modfied' is no state (did you mean 'modified'?)"],
    ],
    [
      ['--select', 'state:modified+'],
      [
        'A2114 --select:1:1-16 state: has nothing to compare the project with (pass --state DIR, the folder with the manifest.json to compare with)',
      ],
    ],
    [
      ['--select', 'source_status:fresher+'],
      [
        'A2114 --select:1:1-23 source_status: compares checks of freshness, and Assay does not check the freshness of sources yet (name the sources, as in source:raw+)',
      ],
    ],
    [
      ['--select', 'selector:nihgtly'],
      ["A2115 --select:1:10-17 there is no selector 'nihgtly' (did you mean 'nightly'?)"],
    ],
    [['--selector', 'unoin_of'], ["A2115 there is no selector 'unoin_of' (did you mean 'union_of'?)"]],
    [
      ['--select', 'orders', '--resource-type', 'modles'],
      ["A2119 --resource-type 'modles' is no type of resource (did you mean 'model'?)"],
    ],
    [
      ['--select', 'a:b', 'c:d,@x+'],
      [
        "A2112 --select:1:11-12 '@x+' has both @ in front and + behind (@ includes all children already: write '@x')",
      ],
    ],
  ])('%j', (args, wanted) => expect(failures(args)).toEqual(wanted));

  it('result: needs an earlier run', () => {
    const { results: _, ...request } = requestOf(['--select', 'result:error']);
    const result = selectAmong(graph, among, request);
    expect(result.ok ? [] : say(result.diagnostics)).toEqual([
      'A2114 --select:1:1-13 result: has no earlier run to look at (pass --state DIR, the folder with the run_results.json of that run)',
    ]);
  });
});

describe('warnings about criteria that match nothing', () => {
  const place = (words: string) => {
    if (words.endsWith(',')) return `1:${words.length + 1}-${words.length + 1}`;
    return `1:1-${words.length + 1}`;
  };

  it.each<readonly [string, string]>([
    ['ordrs', "'ordrs' selects nothing (did you mean 'orders'?)"],
    ['nightly', "'nightly' selects nothing (did you mean 'tag:nightly'?)"],
    ['tag:nighlty', "'tag:nighlty' selects nothing (did you mean 'tag:nightly'?)"],
    ['raw', "'raw' selects nothing (did you mean 'source:raw'?)"],
    ['models/mart', "'models/mart' selects nothing (did you mean 'models/marts'?)"],
    ['marts.yml', "'marts.yml' selects nothing (did you mean 'file:marts.yml'?)"],
    ['core.orders', "'core.orders' selects nothing (did you mean 'marts.core.orders'?)"],
    ['incremental', "'incremental' selects nothing (did you mean 'config.materialized:incremental'?)"],
    ['source:raw.order', "'source:raw.order' selects nothing (did you mean 'source:raw.orders'?)"],
    ['tag:', "'tag:' selects nothing ('tag:' has no value)"],
    ['orders,', "'orders,' selects nothing (a comma joins criteria without a space: a,b)"],
    [
      'stg_clicks,orders',
      "'stg_clicks,orders' selects nothing (each part matches nodes, but no node is in all of them)",
    ],
    ['zzzzzzzz', "'zzzzzzzz' selects nothing"],
  ])('%s', (words, wanted) => {
    expect(warnings('--select', words)).toEqual([`A2110 --select:${place(words)} ${wanted}`]);
  });
});

describe('selectors.yml', () => {
  const yaml = (list: YamlSequence) =>
    failures(['--selector', 'a'], {
      selectors: {
        list,
        locate: (path) => ({ file: path.join('.') }),
      },
    }).map((line) => line.replace(':undefined:undefined-undefined', ''));
  const defined = (definition: YamlSequence[number], ...others: YamlSequence) =>
    yaml([{ name: 'a', definition }, ...others]);

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['a list', defined(['tag:x']), ['A2117 0.definition a definition is a string or a mapping']],
    [
      'no method',
      defined({ value: 'x', children: true }),
      [
        'A2117 0.definition a mapping with value, children is no definition (write one pair like tag: nightly, or method and value)',
      ],
    ],
    [
      'two keys at the root',
      defined({ union: ['tag:x'], exclude: ['tag:y'] }),
      [
        "A2117 0.definition.exclude 'exclude' beside 'union' has no effect (put it into the list under union)",
      ],
    ],
    ['no list', defined({ union: 'tag:x' }), ["A2117 0.definition.union 'union' holds a list"]],
    [
      'two excludes',
      defined({ union: ['orders', { exclude: ['tag:x'] }, { exclude: ['tag:y'] }] }),
      ["A2117 0.definition.union.2 'union' has more than one exclude (join their lists)"],
    ],
    [
      'unknown method',
      defined({ union: ['orders', { method: 'tga', value: 'x' }, 'confg.a:b'] }),
      [
        "A2111 0.definition.union.1.value there is no selection method 'tga' (did you mean 'tag:x'?)",
        "A2111 0.definition.union.2 there is no selection method 'confg' (did you mean 'config.a:b'?)",
      ],
    ],
    [
      'a list as value',
      defined({ tag: ['x', 'y'] }),
      ["A2117 0.definition.tag the value of 'tag' is one word, number or boolean"],
    ],
    [
      'both @ and children',
      defined({ method: 'fqn', value: 'x', childrens_parents: true, children: true }),
      [
        'A2112 0.definition.childrens_parents childrens_parents and children exclude each other (childrens_parents includes all children already: leave out children)',
      ],
    ],
    [
      'a depth that is none',
      defined({ method: 'fqn', value: 'x', parents: true, parents_depth: 'two' }),
      ["A2117 0.definition.parents_depth 'parents_depth' is a number of steps"],
    ],
    [
      'an unknown indirect selection',
      defined({ method: 'fqn', value: 'x', indirect_selection: 'cautios' }),
      ["A2117 0.definition.indirect_selection 'cautios' is no indirect selection (did you mean 'cautious'?)"],
    ],
    [
      'an unknown selector',
      defined({ method: 'selector', value: 'bb' }, { name: 'b', definition: 'orders' }),
      ["A2115 0.definition.value there is no selector 'bb' (did you mean 'b'?)"],
    ],
    [
      'a circle',
      defined({ method: 'selector', value: 'b' }, { name: 'b', definition: { union: ['selector:a'] } }),
      [
        'A2116 1.definition.union.0 these selectors use each other in a circle: a → b → a (write out one of them without method: selector)',
      ],
    ],
    [
      'two of one name',
      yaml([
        { name: 'a', definition: 'x' },
        { name: 'a', definition: 'y' },
      ]),
      ["A2117 1 there are two selectors 'a' (rename one of them)"],
    ],
    [
      'two defaults',
      yaml([
        { name: 'a', definition: 'x', default: true },
        { name: 'b', definition: 'y', default: true },
      ]),
      ["A2117 1 both 'a' and 'b' say default: true (only one selector can)"],
    ],
    ['no definition', yaml([{ name: 'a' }]), ['A2117 0 a selector needs a name and a definition']],
  ])('%s', (_, said, wanted) => expect(said).toEqual(wanted));

  const ids = (more: Partial<SelectionRequest>, ...args: readonly string[]) => {
    const result = run(args, more);
    return result.ok ? [...result.value.nodes].sort() : say(result.diagnostics);
  };
  const selectors = (list: YamlSequence) => ({ selectors: { list, locate: () => undefined } });

  it('takes the default selector where nothing else is asked for', () => {
    const given = selectors([{ name: 'a', definition: 'resource_type:seed', default: true }]);
    const seeds = ids(selectors([]), '--select', 'resource_type:seed');
    expect(ids(given)).toEqual(seeds);
    expect(ids(given, '--select', 'tag:kpi')).toEqual(['saved_query.shop.weekly_totals']);
    expect(ids(given, '--exclude', 'tag:kpi')).toHaveLength(nodes.length - 2);
  });

  it('selects by selector on the command line, with operators', () => {
    const given = selectors([
      { name: 'a', definition: { union: [{ method: 'selector', value: 'later' }] } },
      { name: 'later', definition: 'report' },
    ]);
    const eager = { indirect: 'empty' } as const;
    expect(ids({ ...given, ...eager }, '--select', 'selector:a+1')).toEqual(
      ids(eager, '--select', 'report+1'),
    );
  });

  it('warns of keys that have no effect', () => {
    const given = selectors([
      { name: 'a', definition: { method: 'fqn', value: 'orders', chidren: true, children_depth: 2 } },
      { name: 'b', definition: { method: 'selector', value: 'a', exclude: ['tag:x'] } },
      { name: 'c', definition: { union: [{ method: 'tag', value: 'x', exclude: ['tag:y'] }] } },
    ]);
    const said = (selector: string) => {
      const result = run(['--selector', selector], given);
      return result.ok ? say(result.value.warnings) : [];
    };
    const ofA = [
      "A2118 the key 'chidren' has no effect (did you mean 'children'?)",
      "A2118 'children_depth' has no effect without children: true",
    ];
    expect(said('a')).toEqual(ofA);
    expect(said('b')).toEqual([
      "A2118 the key 'exclude' has no effect with method: selector (intersect with it, or exclude from a union of it)",
      ...ofA,
    ]);
    expect(said('c')).toEqual([
      "A2118 'method', 'value' beside 'exclude' has no effect in a union (make it an item of its own: exclude takes from the whole union)",
    ]);
  });
});

describe('what is handed in', () => {
  it('state: asks the comparison', () => {
    const state = () =>
      ok({ is: (word: string, node: string) => word === 'modified.body' && node.endsWith('.orders') });
    const result = run(['--select', 'state:modified.body,resource_type:model'], { state, indirect: 'empty' });
    expect(result.ok ? [...result.value.nodes] : []).toEqual(['model.shop.orders']);
  });

  it('source_status:fresher takes the fresher sources', () => {
    const fresherSources = () => ok(new Set(['source.shop.raw.orders']));
    const result = run(['--select', 'source_status:fresher+1'], { fresherSources, indirect: 'empty' });
    expect(result.ok ? [...result.value.nodes].filter((id) => !id.startsWith('test.')) : []).toEqual([
      'source.shop.raw.orders',
      'model.shop.stg_orders',
    ]);
  });
});
