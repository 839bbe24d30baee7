#!/usr/bin/env node
if (!require('./answer.js').answer('dbt')) import('../dist/assay.js');
