using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Privacy;

/// <summary>Puts a tombstone in the place of a person, wherever they stand in a document. What they did for a partner stays the partner's. Pure.</summary>
public static class Forgetting
{
    /// <summary>What stands where a name stood: the same in every language.</summary>
    public const string Nameless = "—";

    /// <summary>Nobody: not to be told from other tombstones but by an id that says nothing.</summary>
    public static Person Tombstone(string id) => new(Person.Gone, "-", id, Nameless);

    /// <summary>The document without the person; null if they are not in it.</summary>
    public static Document<JsonElement>? In(Document<JsonElement> current, IReadOnlyList<Person> accounts, Person tombstone)
    {
        var node = JsonNode.Parse(current.State.GetRawText());
        var changed = Bury(ref node, new(accounts, [.. accounts.Select(a => Key.Hash(a.Key))], tombstone));
        var direct = accounts.Select(a => a.Direct.Key).ToHashSet();
        var owes = current.Owes.Select(o => o with { To = [.. o.To.Where(t => !direct.Contains(t.Place.Key))] }).Where(o => o.To.Count > 0).ToArray();
        var delivered = current.Delivered.Where(d => !direct.Any(p => d.Key.EndsWith("|" + p, StringComparison.Ordinal))).ToDictionary();
        if (!changed && owes.Sum(o => o.To.Count) == current.Owes.Sum(o => o.To.Count) && delivered.Count == current.Delivered.Count)
        {
            return null;
        }

        using var state = JsonDocument.Parse(node!.ToJsonString());
        return current with { State = state.RootElement.Clone(), Owes = owes, Delivered = delivered };
    }

    /// <summary>The trace of somebody, with when they were forgotten.</summary>
    public static Document<JsonElement> Dated(Document<JsonElement> trace, Instant at)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var node = JsonNode.Parse(trace.State.GetRawText())!;
        node["forgotten"] = InstantPattern.ExtendedIso.Format(at);
        using var state = JsonDocument.Parse(node.ToJsonString());
        return trace with { State = state.RootElement.Clone() };
    }

    private sealed record Grave(IReadOnlyList<Person> Accounts, IReadOnlyList<string> Ids, Person Tombstone);

    private static bool Bury(ref JsonNode? node, Grave grave)
    {
        switch (node)
        {
            case JsonObject o when Word(o, "platform") is { } platform && grave.Accounts.Any(a => a.Platform == platform && a.Realm == Word(o, "realm") && a.User == Word(o, "user")):
                node = new JsonObject
                {
                    ["platform"] = grave.Tombstone.Platform,
                    ["realm"] = grave.Tombstone.Realm,
                    ["user"] = grave.Tombstone.User,
                    ["name"] = grave.Tombstone.Name,
                };
                return true;
            case JsonObject o:
                var changed = false;

                // A member among the voters is named in full.
                if (Word(o, "id") is { } id && grave.Ids.Contains(id) && Word(o, "name") is { } name && name != Nameless)
                {
                    o["name"] = Nameless;
                    changed = true;
                }

                // Kudos stay counted; whose they were is not told any more.
                if (Word(o, "giver") is { } giver && grave.Ids.Contains(giver))
                {
                    o["giver"] = Key.Hash(grave.Tombstone.Key);
                    changed = true;
                }

                foreach (var (key, value) in o.ToArray())
                {
                    var child = value;
                    if (Bury(ref child, grave))
                    {
                        changed = true;
                        if (!ReferenceEquals(child, value))
                        {
                            o[key] = child;
                        }
                    }
                }

                return changed;
            case JsonArray list:
                var any = false;
                for (var i = 0; i < list.Count; i++)
                {
                    var child = list[i];
                    if (Bury(ref child, grave))
                    {
                        any = true;
                        if (!ReferenceEquals(child, list[i]))
                        {
                            list[i] = child;
                        }
                    }
                }

                return any;
            default:
                return false;
        }
    }

    private static string? Word(JsonObject o, string key) => o[key] is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;
}
