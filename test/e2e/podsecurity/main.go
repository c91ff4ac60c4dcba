// The referee of the Pod Security Standards: answers what Kubernetes' own pod-security admission thinks of an object.
//
// Reads JSON lines {"id": …, "object": a Pod or any workload with a pod template} from standard input and writes one
// JSON line for each: {"id", "version", "levels": {"baseline": {"allowed", "reasons", "details"}, "restricted": …},
// "checks": {"<check id>": {"level", "allowed", "reason", "detail"}}}, or {"id", "error"} for an object that the API
// server could not decode. Judges the object as it is written: applies no defaults and no validation.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/pod-security-admission/admission"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// The version of the standards that is asked for.
var version = api.MajorMinorVersion(1, 35)

type question struct {
	ID     json.RawMessage `json:"id"`
	Object json.RawMessage `json:"object"`
}

type levelAnswer struct {
	Allowed bool     `json:"allowed"`
	Reasons []string `json:"reasons"`
	Details []string `json:"details"`
}

type checkAnswer struct {
	Level   api.Level `json:"level"`
	Allowed bool      `json:"allowed"`
	Reason  string    `json:"reason"`
	Detail  string    `json:"detail"`
}

type answer struct {
	ID      json.RawMessage                `json:"id"`
	Version string                         `json:"version,omitempty"`
	Levels  map[api.Level]levelAnswer      `json:"levels,omitempty"`
	Checks  map[policy.CheckID]checkAnswer `json:"checks,omitempty"`
	Error   string                         `json:"error,omitempty"`
}

// current is one check in the wording that is in force at the version asked for.
type current struct {
	id    policy.CheckID
	level api.Level
	judge policy.CheckPodFn
}

func checksInForce() []current {
	var found []current
	for _, check := range policy.DefaultChecks() {
		one := current{id: check.ID, level: check.Level}
		for _, versioned := range check.Versions {
			if !version.Older(versioned.MinimumVersion) {
				one.judge = versioned.CheckPod
			}
		}
		if one.judge != nil {
			found = append(found, one)
		}
	}
	return found
}

func judge(evaluator policy.Evaluator, checks []current, line []byte) answer {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{ID: json.RawMessage("null"), Error: fmt.Sprintf("unreadable question: %v", err)}
	}
	object, _, err := scheme.Codecs.UniversalDeserializer().Decode(asked.Object, nil, nil)
	if err != nil {
		return answer{ID: asked.ID, Error: fmt.Sprintf("cannot decode: %v", err)}
	}
	metadata, spec, err := admission.DefaultPodSpecExtractor{}.ExtractPodSpec(object)
	if err != nil {
		return answer{ID: asked.ID, Error: fmt.Sprintf("no pod spec: %v", err)}
	}
	if metadata == nil || spec == nil {
		metadata, spec = &metav1.ObjectMeta{}, &corev1.PodSpec{}
	}
	given := answer{
		ID:      asked.ID,
		Version: version.String(),
		Levels:  map[api.Level]levelAnswer{},
		Checks:  map[policy.CheckID]checkAnswer{},
	}
	for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
		result := policy.AggregateCheckResults(
			evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: version}, metadata, spec))
		given.Levels[level] = levelAnswer{
			Allowed: result.Allowed,
			Reasons: append([]string{}, result.ForbiddenReasons...),
			Details: append([]string{}, result.ForbiddenDetails...),
		}
	}
	for _, check := range checks {
		result := check.judge(metadata, spec)
		given.Checks[check.id] = checkAnswer{
			Level: check.level, Allowed: result.Allowed, Reason: result.ForbiddenReason, Detail: result.ForbiddenDetail,
		}
	}
	return given
}

func run() error {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), &version)
	if err != nil {
		return err
	}
	checks := checksInForce()
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(make([]byte, 1<<20), 64<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	encoder.SetEscapeHTML(false)
	for input.Scan() {
		if len(input.Bytes()) == 0 {
			continue
		}
		if err := encoder.Encode(judge(evaluator, checks, input.Bytes())); err != nil {
			return err
		}
	}
	if err := input.Err(); err != nil {
		return err
	}
	return output.Flush()
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "podsecurity:", err)
		os.Exit(1)
	}
}
