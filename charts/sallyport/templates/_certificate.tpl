{{- /* The certificate that the chart makes: from the Secret of an earlier install, else new. Made once a render and kept in
.Values, because the Secret and the webhook's caBundle must be of one authority. Yields YAML with ca, certificate and key,
each base64. */ -}}
{{- define "sallyport.certificate" -}}
{{- if not (hasKey .Values "generatedCertificate") -}}
{{- $name := printf "%s-tls" (include "sallyport.name" .) -}}
{{- $earlier := lookup "v1" "Secret" .Release.Namespace $name -}}
{{- if and $earlier (hasKey (default dict $earlier.data) "ca.crt") -}}
{{- $_ := set .Values "generatedCertificate" (dict "ca" (index $earlier.data "ca.crt") "certificate" (index $earlier.data "tls.crt") "key" (index $earlier.data "tls.key")) -}}
{{- else -}}
{{- $service := printf "%s.%s.svc" (include "sallyport.name" .) .Release.Namespace -}}
{{- $days := int .Values.tls.validityDays -}}
{{- $authority := genCA (printf "%s-authority" (include "sallyport.name" .)) $days -}}
{{- $leaf := genSignedCert $service nil (list $service (printf "%s.cluster.local" $service)) $days $authority -}}
{{- $_ := set .Values "generatedCertificate" (dict "ca" (b64enc $authority.Cert) "certificate" (b64enc $leaf.Cert) "key" (b64enc $leaf.Key)) -}}
{{- end -}}
{{- end -}}
{{- toYaml .Values.generatedCertificate -}}
{{- end -}}

{{- define "sallyport.secretName" -}}
{{- default (printf "%s-tls" (include "sallyport.name" .)) .Values.tls.existingSecret -}}
{{- end -}}
