#!/usr/bin/env node
if (!require('./answer.js').answer('assay')) import('../dist/assay.js');
