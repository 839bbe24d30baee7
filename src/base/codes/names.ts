import type { CodeText } from './code-text.ts';

/** A2xxx: names, inheritance, the graph, selection. */
export const names = {
  A2012: {
    title: 'Snapshots are not built',
    explanation:
      'The project has a file in its snapshot folder. Assay does not build snapshots yet: an incremental model can keep a history, or the file can be moved out of the folder.',
  },
  A2013: {
    title: 'Block that is not run',
    explanation:
      'The file defines a materialization, a snapshot or a docs block. In a native project macros and data tests can be defined so, nothing else.',
  },
  A2014: {
    title: 'Unknown ref',
    explanation:
      'A ref() names a model or seed that the project does not have. Names are those of the files, without folder and ending, and their case matters.',
  },
  A2015: {
    title: 'Unknown source',
    explanation:
      'A source() names a source or a table of one that no properties file declares. Declare it under sources: in a YAML file below the model paths.',
  },
  A2016: {
    title: 'Disabled node',
    explanation:
      'Something enabled reads a node whose config says enabled: false. Enable it, or disable what reads it too.',
  },
  A2017: {
    title: 'Dependency not known in time',
    explanation:
      'A template asked for a relation, while running, that reading the template had not found, because the name is put together in a branch that only runs then. Name it in a comment, -- depends_on: {{ ref(...) }}, so that it is built first.',
  },
  A2020: {
    title: 'Two nodes of one name',
    explanation:
      'Two models, seeds or tests have the same name. ref() goes by name alone, so names are unique in a project; in dbt projects a model and a seed of one name are a warning. An alias can give two relations the same name in different schemas.',
  },
  A2021: {
    title: 'Two macros of one name',
    explanation: 'Two macros, or two data tests, have the same name. Rename one of them.',
  },
  A2022: {
    title: 'Described twice',
    explanation:
      'Two entries of properties files describe the same model, seed or test. Put what they say into one entry.',
  },
  A2025: {
    title: 'Unknown data test',
    explanation:
      'A properties file asks for a data test that is neither built in nor defined by a {% test %} block of the project. Blocks are read from the generic folder of each test path and from the macro paths.',
  },
  A2026: {
    title: 'Unknown test argument',
    explanation:
      'A data test was given an argument that it does not have. What configures a test (where, severity, limit ...) goes under config:.',
  },
  A2027: {
    title: 'Missing test argument',
    explanation: 'A data test was not given an argument that it cannot do without.',
  },
  A2028: {
    title: 'Test needs a column',
    explanation: 'A data test that judges a column was declared on a whole model. Move it under the column.',
  },
  A2030: {
    title: 'Var without a value',
    explanation:
      'var() names a variable that has no value in project.yml or --vars and was given no default.',
  },
  A2031: {
    title: 'Environment variable not set',
    explanation: 'env_var() names a variable that the environment does not have and was given no default.',
  },
  A2032: {
    title: 'Secret in a model',
    explanation:
      'Environment variables whose names start with DBT_ENV_SECRET are secrets: they can be used in the targets of project.yml, not in SQL, which is written to disk.',
  },
  A2033: {
    title: 'Required config missing',
    explanation: 'A template asked for a config with config.require() that the node does not have.',
  },
  A2034: {
    title: 'Microbatch model incomplete',
    explanation:
      'A microbatch model says how long its batches are (batch_size: hour, day, month or year) and where the first one begins (begin).',
  },
  A2035: {
    title: 'Properties of nothing',
    explanation:
      'A properties file describes a model, seed or test that the project does not have: a typo, or the file was renamed. The entry is ignored.',
  },
  A2036: {
    title: 'Unknown materialization',
    explanation:
      'The materialized config names no materialization. There are view, table, incremental and ephemeral.',
  },
  A2037: {
    title: 'Unknown macro',
    explanation:
      'run-operation calls a macro by its name, or by that of its package and its own: package.name. There is no macro of that name.',
  },
  A2040: {
    title: 'Two nodes for one relation',
    explanation:
      'Two nodes have the same schema and alias, so that one would overwrite the other. Change the alias or the schema of one.',
  },
  A2050: {
    title: 'Upstream not built',
    explanation:
      'Something reads a relation that was never built in this warehouse, and it is not built first: assay show only reads, and --no-build-missing forbids it. Build it, or select it too, with +name.',
  },
  A2101: {
    title: 'Cycle',
    explanation:
      'Nodes refer to each other in a circle, so none of them can be built first. The path is printed from one node back to itself. Remove one of the references, or move what both sides need into a model that both read.',
  },
  A2110: {
    title: 'Selection criterion matches nothing',
    explanation:
      'One part of --select or --exclude matches no enabled node, often because of a typo or a method that is missing (tag:nightly, not nightly). The rest of the selection is used as it is.',
  },
  A2111: {
    title: 'Unknown selection method',
    explanation:
      'The word before the colon of a selection criterion is none of the methods, such as tag, path, source, config.materialized or state.',
  },
  A2112: {
    title: 'Malformed selection criterion',
    explanation:
      'A criterion is an optional @ or N+ in front, an optional method with a colon, a value, and an optional +N behind: 2+tag:nightly+1. @ already takes the parents of all children, so it cannot be combined with a + behind.',
  },
  A2113: {
    title: 'Value that a selection method does not accept',
    explanation:
      'The method accepts a fixed set of words, or a name of a certain form, and the value is none of these; or the method needs something that this value lacks.',
  },
  A2114: {
    title: 'Selection needs an earlier run',
    explanation:
      'state: compares with the manifest.json of another run, result: with its run_results.json, and --state DIR names the folder that has them; DIR is seen from the folder of the project. source_status: compares checks of the freshness of sources, which Assay does not make yet.',
  },
  A2115: {
    title: 'Unknown selector',
    explanation:
      'A selector is used, by --selector or by method: selector, that selectors.yml does not define.',
  },
  A2116: {
    title: 'Selectors that use each other in a circle',
    explanation:
      'A selector takes in another one that, directly or through further ones, takes in the first.',
  },
  A2117: {
    title: 'Malformed selector definition',
    explanation:
      'A definition in selectors.yml is a string as on the command line, a pair like tag: nightly, a mapping with method and value (and children, parents, their depths, childrens_parents, indirect_selection, exclude), or a single union or intersection with a list of definitions.',
  },
  A2118: {
    title: 'Part of a selector definition is ignored',
    explanation:
      'A key in a selector definition has no effect where it stands, because it is misspelt or because this form of definition does not read it.',
  },
  A2119: {
    title: 'Unknown resource type',
    explanation:
      'A resource type is one of model, seed, snapshot, source, test, unit_test, analysis, exposure, metric, semantic_model, saved_query, function; --resource-type also takes all and default.',
  },
  A2120: {
    title: 'Artifact that cannot be read',
    explanation:
      'The manifest.json or run_results.json in the folder of --state is damaged, is another file, or is of a version that Assay does not read: it reads those that Assay writes, and dbt since 1.8. Copy it again from the target folder of that run.',
  },
  A2121: {
    title: 'Broken contract of a version',
    explanation:
      'Compared with --state, a version of a model with an enforced contract breaks it: a column or a constraint is gone, a type is another, the contract is no longer enforced, or the version is gone. Who reads the version relies on it: leave it as it was, and make a new version.',
  },
  A2122: {
    title: 'Broken contract',
    explanation:
      'Compared with --state, a model with an enforced contract breaks it: a column or a constraint is gone, a type is another, the contract is no longer enforced, or the model is gone. Of models without versions this is a warning.',
  },
  A2123: {
    title: 'Large seed is not looked into',
    explanation:
      'In dbt projects state: compares seeds of more than 1 MiB by their path, as dbt does, so that a change in one is not found. With the flag precise_state, and in native projects, they are compared by content.',
  },
  A2124: {
    title: 'Nothing to compare vars with',
    explanation:
      'state: compares the values of vars and environment variables with those that manifest.json has under metadata.env, hashed. That one was written by dbt, by an older Assay, or in a dbt project without the flag precise_state, so that only the rest is compared.',
  },
  A2201: {
    title: 'Name in several packages',
    explanation:
      'A ref() with one argument names a node that several installed packages have, and neither the project nor the package of the reader has one of its own. Give the package too: ref(package, name).',
  },
  A2202: {
    title: 'Access to a model',
    explanation:
      'A ref() reads a model that is private to a group which the reader is not in, or that is protected in a package which restricts access to its models. Private models are read by their own group alone, protected ones by their own package.',
  },
  A2203: {
    title: 'Access that cannot be',
    explanation:
      'The access of a model is none of private, protected and public, or it is public and ephemeral, which leaves nothing for others to read.',
  },
  A2204: {
    title: 'Contract that cannot be kept',
    explanation:
      'A model with an enforced contract has no columns in its properties, is not SQL, or changes its columns from run to run; or a constraint has a type that there is not.',
  },
  A2205: {
    title: 'Primary key declared twice',
    explanation:
      'Several columns of a model are its primary key each, or a column is and the model has a key too. A key of several columns is declared once, under constraints: of the model.',
  },
  A2206: {
    title: 'Unknown version',
    explanation:
      'A ref() asks for a version of a model that is not among those under versions: of its properties. Without v= the latest version is meant.',
  },
  A2207: {
    title: 'Microbatch config',
    explanation:
      'A model that is built in batches of time lacks what that needs: event_time, the column with the time of a row; begin, the time of its first batch; and batch_size, one of hour, day, month and year.',
  },
  A2208: {
    title: 'Microbatch without a filtered input',
    explanation:
      'None of what a microbatch model reads has an event_time, so that every batch reads all rows of all inputs.',
  },
  A2209: {
    title: 'Unknown macro',
    explanation:
      'adapter.dispatch() names a macro of which there is no implementation, neither for the adapter nor a default one, in the packages that are searched for its namespace. The search order can be set with dispatch: in dbt_project.yml.',
  },
  A2210: {
    title: 'Test over nothing',
    explanation:
      'A data test reads a model or source that the project does not have. As in dbt the test is off, and everything else goes on.',
  },
  A2211: {
    title: 'Model past its deprecation date',
    explanation: 'The deprecation_date of a model is over.',
  },
  A2212: {
    title: 'Reference to a model past its deprecation date',
    explanation: 'A model reads another one whose deprecation_date is over. Read a later version of it.',
  },
  A2213: {
    title: 'Reference to a model that is deprecated',
    explanation: 'A model reads another one that has a deprecation_date, after which it will be removed.',
  },
  A2214: {
    title: 'Name with a space',
    explanation:
      'The name of a file, and so of a node, has a space in it. dbt refuses that unless the flag require_resource_names_without_spaces is false.',
  },
  A2215: {
    title: 'Not a model in Python',
    explanation:
      'A Python file below the model paths is a model: it defines one function model(dbt, session), which returns one data frame.',
  },
  A2216: {
    title: 'Package that reads the root project',
    explanation:
      'A ref() in an installed package, with one argument, means a node of the root project. That is easily meant otherwise, and may come to a circle. The flag require_ref_searches_node_package_before_root makes a package look into itself first.',
  },
  A2217: {
    title: 'Tag outside every macro',
    explanation:
      'A file below the macro paths holds {% macro %}, {% test %} and {% materialization %} blocks. What else stands in it has no effect.',
  },
  A2218: {
    title: 'Constraint that is not kept',
    explanation:
      'A model has an enforced contract with constraints, and is materialized as something that has none, such as a view. warn_unsupported: false on the constraint takes the warning away.',
  },
} as const satisfies Record<string, CodeText>;
