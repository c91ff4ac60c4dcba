// kube-apiserver as the end-to-end tests start it: upstream's own command, at the version in go.mod.
package main

import (
	"os"
	_ "time/tzdata" // CronJob time zones must not depend on the machine

	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

func main() {
	os.Exit(cli.Run(app.NewAPIServerCommand()))
}
