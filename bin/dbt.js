#!/usr/bin/env node
if (!require('./answer.js').answer('dbt')) require('../dist/start.cjs');
