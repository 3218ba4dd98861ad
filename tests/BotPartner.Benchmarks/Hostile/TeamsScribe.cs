using System.Reflection;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Writes what Teams would send, from what the bot showed there and from recordings of others.</summary>
internal sealed class TeamsScribe(Assembly assembly, string service)
{
    private int serial;

    /// <summary>Activities that were recorded elsewhere, here.</summary>
    public IEnumerable<Recorded> Fixtures()
    {
        var here = typeof(TeamsScribe).GetTypeInfo().Assembly;
        foreach (var name in here.GetManifestResourceNames().Where(n => n.StartsWith("teams-activities/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var resource = here.GetManifestResourceStream(name)!;
            var activity = JsonNode.Parse(resource)!.AsObject();
            activity["serviceUrl"] = service;
            activity["conversation"]!["tenantId"] = Names.Tenant;
            if (activity["channelData"] is JsonObject data)
            {
                data["tenant"] = new JsonObject { ["id"] = Names.Tenant };
            }

            yield return Recorded.Json("/api/messages", activity);
        }
    }

    /// <summary>A message.</summary>
    public Recorded Message(int voter, string words)
    {
        var activity = Common("message", voter);
        activity["text"] = $"<at>BotPartner</at>&nbsp;{words} <at>Delegate</at>";
        activity["textFormat"] = "plain";
        activity["entities"]!.AsArray().Add((JsonNode)new JsonObject { ["type"] = "mention", ["text"] = "<at>BotPartner</at>", ["mentioned"] = new JsonObject { ["id"] = "28:" + Names.AppId, ["name"] = "BotPartner" } });
        activity["entities"]!.AsArray().Add((JsonNode)new JsonObject { ["type"] = "mention", ["text"] = "<at>Delegate</at>", ["mentioned"] = new JsonObject { ["id"] = "29:00000003", ["name"] = "Delegate" } });
        return Recorded.Json("/api/messages", activity);
    }

    /// <summary>What the message extension sends.</summary>
    public IEnumerable<Recorded> Extension(int voter)
    {
        foreach (var command in new[] { "decision.propose", "decisions", "principle.cite", "tension.raise", "help" })
        {
            yield return Invoke(voter, "composeExtension/fetchTask", new() { ["commandId"] = command, ["commandContext"] = "compose", ["context"] = new JsonObject { ["theme"] = "default" } });
            yield return Invoke(voter, "composeExtension/fetchTask", new()
            {
                ["commandId"] = command,
                ["commandContext"] = "message",
                ["messagePayload"] = new JsonObject
                {
                    ["id"] = "1792345678001",
                    ["createdDateTime"] = "2026-11-21T17:18:37.578Z",
                    ["subject"] = "Plan",
                    ["from"] = new JsonObject { ["user"] = new JsonObject { ["id"] = "33333333-3333-4333-8333-333333333331", ["displayName"] = "Anna" } },
                    ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<div><p>We <b>agreed</b> <at id=\"0\">Ben</at> on <a href=\"https://example.org\">this</a></p><ol><li>one<li>two</ol><img alt=\"x\"><script>y</script>&amp;&#x1F600;</div>" },
                    ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = "{\"fallbackText\":\"card\"}" }),
                },
            });
        }

        foreach (var words in new[] { "", "water", "p" })
        {
            yield return Invoke(voter, "composeExtension/query", new() { ["commandId"] = "principle", ["parameters"] = new JsonArray(new JsonObject { ["name"] = "words", ["value"] = words }), ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 } });
        }

        yield return Invoke(voter, "fileConsent/invoke", new() { ["type"] = "fileUpload", ["action"] = "accept", ["context"] = new JsonObject(), ["uploadInfo"] = new JsonObject { ["contentUrl"] = service, ["uploadUrl"] = service } });
        yield return Invoke(voter, "signin/verifyState", new() { ["state"] = "123456" });
        yield return Invoke(voter, "composeExtension/selectItem", new() { ["a"] = "help" });
        yield return Invoke(voter, "config/fetch", []);
    }

    /// <summary>What follows from a card or a dialog that the bot showed; each with a name that tells them apart.</summary>
    public IEnumerable<(string Name, Recorded Recorded)> Acts(JsonNode body, int voter, bool aside = false)
    {
        var inputs = Tree.Objects(body).Where(o => ((string?)o["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true && o.ContainsKey("id")).ToArray();
        foreach (var action in Tree.Objects(body).Where(o => (o["type"] as JsonValue)?.ToString() is "Action.Execute" or "Action.Submit" && o["data"] is JsonObject).ToArray())
        {
            var data = action["data"]!.DeepClone().AsObject();
            var name = (string?)data["f"] ?? (string?)data["a"] ?? "?";
            if (data.ContainsKey("msteams"))
            {
                yield return ("fetch " + name, Invoke(voter, "task/fetch", new() { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } }));
                continue;
            }

            foreach (var input in data.ContainsKey("f") ? inputs : [])
            {
                data[(string)input["id"]!] = (string?)input["value"] ?? (string?)(input["choices"] as JsonArray)?[0]?["value"] ?? "Share the results of the survey";
            }

            yield return (string?)action["type"] == "Action.Execute"
                ? ("execute " + name, Invoke(voter, "adaptiveCard/action", new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "x", ["verb"] = (string?)action["verb"], ["data"] = data }, ["trigger"] = "manual" }))
                : ("submit " + name, Invoke(voter, aside ? "composeExtension/submitAction" : "task/submit", new() { ["commandId"] = "tension.raise", ["commandContext"] = "compose", ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } }));
        }
    }

    private Recorded Invoke(int voter, string name, JsonObject value)
    {
        var activity = Common("invoke", voter);
        activity["name"] = name;
        activity["value"] = value;
        activity["replyToId"] = "1792345678001";
        return Recorded.Json("/api/messages", activity);
    }

    private JsonObject Common(string type, int voter) => new()
    {
        ["type"] = type,
        ["id"] = $"f:{Guid.NewGuid():N}{Interlocked.Increment(ref serial)}",
        ["timestamp"] = DateTimeOffset.UtcNow.ToString("O"),
        ["localTimezone"] = "Europe/Paris",
        ["serviceUrl"] = service,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = "29:" + Names.Number(voter), ["name"] = "Delegate " + Names.Number(voter), ["aadObjectId"] = "33333333-3333-4333-8333-333333333331" },
        ["conversation"] = new JsonObject { ["isGroup"] = true, ["conversationType"] = "channel", ["tenantId"] = Names.Tenant, ["id"] = assembly.TeamsChannel + ";messageid=1792345678001" },
        ["recipient"] = new JsonObject { ["id"] = "28:" + Names.AppId, ["name"] = "BotPartner" },
        ["locale"] = "en-US",
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "FR", ["platform"] = "Web", ["timezone"] = "Europe/Paris" }),
        ["channelData"] = new JsonObject
        {
            ["source"] = new JsonObject { ["name"] = "message" },
            ["tenant"] = new JsonObject { ["id"] = Names.Tenant },
            ["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2", ["name"] = "Team" },
            ["channel"] = new JsonObject { ["id"] = assembly.TeamsChannel },
        },
    };
}
