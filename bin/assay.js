#!/usr/bin/env node
if (!require('./answer.js').answer('assay')) require('../dist/start.cjs');
