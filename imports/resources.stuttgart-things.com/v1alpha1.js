// Types of resources.stuttgart-things.com/v1alpha1, written by `claims import`: the next import writes them anew.
'use strict';
const claims = require('cdk8s-claims');

class HarvesterVM extends claims.TypedClaim {}
HarvesterVM.info = { apiVersion: 'resources.stuttgart-things.com/v1alpha1', kind: 'HarvesterVM' };
exports.HarvesterVM = HarvesterVM;

class VolumeClaim extends claims.TypedClaim {}
VolumeClaim.info = { apiVersion: 'resources.stuttgart-things.com/v1alpha1', kind: 'VolumeClaim' };
exports.VolumeClaim = VolumeClaim;
