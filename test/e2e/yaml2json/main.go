// The referee of YAML: answers what kubectl makes of a text.
//
// Reads JSON lines {"id": …, "text": …} from standard input and writes one JSON line for each: {"id", "json": the
// documents in order} or {"id", "error"} for a text of which any document is refused. Documents are split as kubectl
// does (YAMLReader) and read by sigs.k8s.io/yaml, which lets the last of repeated keys count. Documents without a value
// are left out. It does not look at what the documents hold.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	kubeyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type question struct {
	ID   json.RawMessage `json:"id"`
	Text string          `json:"text"`
}

type answer struct {
	ID    json.RawMessage   `json:"id"`
	JSON  []json.RawMessage `json:"json"`
	Error string            `json:"error,omitempty"`
}

// read gives the documents of a text. The YAML reader panics on some texts, which is a refusal as well.
func read(text string) (documents []json.RawMessage, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	reader := kubeyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader([]byte(text))))
	documents = []json.RawMessage{}
	for {
		chunk, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		value, err := yaml.YAMLToJSON(chunk)
		if err != nil {
			return nil, err
		}
		if string(value) != "null" {
			documents = append(documents, value)
		}
	}
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
		given := answer{ID: asked.ID}
		documents, err := read(asked.Text)
		if err != nil {
			given.Error = err.Error()
		} else {
			given.JSON = documents
		}
		if err := encoder.Encode(given); err != nil {
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
		fmt.Fprintln(os.Stderr, "yaml2json:", err)
		os.Exit(1)
	}
}
