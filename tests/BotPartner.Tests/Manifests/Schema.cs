using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotPartner.Tests.House;

namespace BotPartner.Tests.Manifests;

/// <summary>A published JSON schema, as far as those of manifests go. They lie beside the repository, not in it: not every machine has them.</summary>
internal sealed class Schema(JsonObject root)
{
    // What says nothing about validity, or nothing that these schemas need.
    private static readonly string[] Notes = ["$schema", "id", "$id", "title", "description", "default", "format", "_note", "definitions", "regex", "dependencies", "examples"];

    /// <summary>The schema of this name; skips the test in words where there is none.</summary>
    public static Schema Find(string name)
    {
        for (var folder = new DirectoryInfo(Source.Root); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "schemas", name);
            if (File.Exists(file))
            {
                return new(JsonNode.Parse(File.ReadAllText(file))!.AsObject());
            }
        }

        Assert.Skip($"the schema {name} is not on this machine");
        throw new InvalidOperationException();
    }

    /// <summary>What is wrong, each with its path.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value) => [.. Check(value, root, "$")];

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string path) =>
        schema.SelectMany(rule => Rule(rule.Key, rule.Value!, schema, value, path));

    private IEnumerable<string> Rule(string rule, JsonNode of, JsonObject schema, JsonNode? value, string path)
    {
        var (text, items, members) = (value is JsonValue scalar && scalar.TryGetValue<string>(out var words) ? words : null, value as JsonArray, value as JsonObject);
        IEnumerable<string> Unless(bool holds) => holds ? [] : [$"{path}: {rule} {of.ToJsonString()}"];
        return rule switch
        {
            "$ref" => Check(value, Resolve(of.GetValue<string>()), path),
            "type" => Unless((of is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [of.GetValue<string>()]).Any(t => Is(value, t))),
            "enum" => Unless(of.AsArray().Any(o => JsonNode.DeepEquals(o, value))),
            "const" => Unless(JsonNode.DeepEquals(of, value)),
            "minLength" => Unless(text is null || text.Length >= of.GetValue<int>()),
            "maxLength" => Unless(text is null || text.Length <= of.GetValue<int>()),
            "pattern" => Unless(text is null || Regex.IsMatch(text, of.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1))),
            "minItems" => Unless(items is null || items.Count >= of.GetValue<int>()),
            "maxItems" => Unless(items is null || items.Count <= of.GetValue<int>()),
            "uniqueItems" => Unless(items is null || items.DistinctBy(i => i?.ToJsonString()).Count() == items.Count),
            "minProperties" => Unless(members is null || members.Count >= of.GetValue<int>()),
            "maxProperties" => Unless(members is null || members.Count <= of.GetValue<int>()),
            "maximum" => Unless(value?.GetValueKind() != System.Text.Json.JsonValueKind.Number || value.GetValue<decimal>() <= of.GetValue<decimal>()),
            "required" => Unless(members is null || of.AsArray().All(r => members.ContainsKey(r!.GetValue<string>()))),
            "items" when items is not null && of is JsonObject each => items.Index().SelectMany(i => Check(i.Item, each, $"{path}[{i.Index}]")),
            "properties" when members is not null => of.AsObject().Where(p => members.ContainsKey(p.Key)).SelectMany(p => Check(members[p.Key], p.Value!.AsObject(), $"{path}.{p.Key}")),
            "additionalProperties" when members is not null && of is JsonValue allowed && !allowed.GetValue<bool>() && !schema.ContainsKey("patternProperties") =>
                members.Where(m => schema["properties"]?.AsObject().ContainsKey(m.Key) != true).Select(m => $"{path}.{m.Key}: is not known"),
            "items" or "properties" or "additionalProperties" or "patternProperties" => [],
            "anyOf" => of.AsArray().Select(o => Check(value, o!.AsObject(), path).ToArray()).OrderBy(f => f.Length).First(),
            _ when Notes.Contains(rule) => [],
            _ => throw new NotSupportedException(rule),
        };
    }

    private JsonObject Resolve(string reference) =>
        reference[2..].Split('/').Aggregate((JsonNode)root, (at, part) => at[Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal)]!).AsObject();

    private static bool Is(JsonNode? value, string type) => (value?.GetValueKind(), type) switch
    {
        (System.Text.Json.JsonValueKind.Object, "object") or (System.Text.Json.JsonValueKind.Array, "array") or (System.Text.Json.JsonValueKind.String, "string") => true,
        (System.Text.Json.JsonValueKind.Number, "number" or "integer") => true,
        (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False, "boolean") or (null, "null") => true,
        _ => false,
    };
}
