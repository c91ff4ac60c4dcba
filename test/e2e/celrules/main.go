// The referee of CEL: answers what the API server makes of a rule of a CustomResourceDefinition.
//
// Reads JSON lines {"id", "schema", "root", "optional", "rule", "cases": [{"self", "oldSelf"}]} from standard input and writes
// one JSON line for each: {"id", "compile": why the rule is refused} or {"id", "results": one of "true", "false" and "error: …"
// for each case}. With "message" in place of "rule" the expression gives a text, and results are "text: …". The schema
// is compiled and the rule evaluated by the very code that validates custom resources; limits of cost are lifted.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	kubejson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

type question struct {
	ID       json.RawMessage                 `json:"id"`
	Schema   apiextensionsv1.JSONSchemaProps `json:"schema"`
	Root     bool                            `json:"root"`
	Optional bool                            `json:"optional"`
	Rule     string                          `json:"rule"`
	Message  string                          `json:"message"`
	Cases    []struct {
		Self    json.RawMessage `json:"self"`
		OldSelf json.RawMessage `json:"oldSelf"`
	} `json:"cases"`
}

type answer struct {
	ID      json.RawMessage `json:"id"`
	Compile string          `json:"compile,omitempty"`
	Results []string        `json:"results,omitempty"`
}

// refused marks the error that says nothing but "the rule is false".
const refused = "refused by the rule"

func value(text json.RawMessage) (any, error) {
	if len(text) == 0 {
		return nil, nil
	}
	var decoded any
	return decoded, kubejson.Unmarshal(text, &decoded)
}

func validator(asked question) (*cel.Validator, error) {
	rule := apiextensionsv1.ValidationRule{Rule: asked.Rule, Message: refused}
	if asked.Message != "" {
		// A message sees the old value only where its rule does.
		never := "false"
		if strings.Contains(asked.Message, "oldSelf") {
			never = "type(oldSelf) == string"
		}
		rule = apiextensionsv1.ValidationRule{Rule: never, MessageExpression: asked.Message, Message: refused}
	}
	if asked.Optional {
		rule.OptionalOldSelf = &asked.Optional
	}
	asked.Schema.XValidations = apiextensionsv1.ValidationRules{rule}
	internal := &apiextensions.JSONSchemaProps{}
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&asked.Schema, internal, nil); err != nil {
		return nil, err
	}
	structural, err := structuralschema.NewStructural(internal)
	if err != nil {
		return nil, err
	}
	return cel.NewValidator(structural, asked.Root, math.MaxInt64), nil
}

func verdict(errs field.ErrorList, asked question) string {
	if len(errs) == 0 {
		return "true"
	}
	detail := errs[0].Detail
	if detail == refused && asked.Message == "" {
		return "false"
	}
	if asked.Message != "" && detail != refused && !strings.Contains(detail, "rule compile error") {
		return "text: " + detail
	}
	return "error: " + detail
}

func judge(asked question) (given answer) {
	given.ID = asked.ID
	defer func() {
		if cause := recover(); cause != nil {
			given.Compile = fmt.Sprintf("panic: %v", cause)
		}
	}()
	rules, err := validator(asked)
	if err != nil {
		given.Compile = "schema: " + err.Error()
		return given
	}
	for _, one := range asked.Cases {
		self, err := value(one.Self)
		if err != nil {
			given.Compile = "self: " + err.Error()
			return given
		}
		oldSelf, err := value(one.OldSelf)
		if err != nil {
			given.Compile = "oldSelf: " + err.Error()
			return given
		}
		errs, _ := rules.Validate(context.Background(), nil, nil, self, oldSelf, math.MaxInt64)
		given.Results = append(given.Results, verdict(errs, asked))
		if strings.Contains(given.Results[0], "rule compile error") || strings.Contains(given.Results[0], "rule compiler initialization error") {
			return answer{ID: asked.ID, Compile: given.Results[0]}
		}
	}
	return given
}

func run() error {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(make([]byte, 1<<20), 64<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	encoder.SetEscapeHTML(false)
	for input.Scan() {
		var asked question
		if err := json.Unmarshal(input.Bytes(), &asked); err != nil {
			return fmt.Errorf("unreadable question: %w", err)
		}
		if err := encoder.Encode(judge(asked)); err != nil {
			return err
		}
		if err := output.Flush(); err != nil {
			return err
		}
	}
	return input.Err()
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
