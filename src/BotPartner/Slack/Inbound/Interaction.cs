using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Slack.Blocks;
using NodaTime;

namespace BotPartner.Slack.Inbound;

/// <summary>What a person did with a button, a form or a shortcut.</summary>
/// <param name="Request">The act.</param>
/// <param name="Origin">Where to answer.</param>
/// <param name="Inputs">The inputs of the submitted view, top to bottom.</param>
public sealed record Interaction(Request Request, Origin Origin, IReadOnlyList<string> Inputs)
{
    /// <summary>Of a message shortcut: the message.</summary>
    public PointedAt? PointedAt { get; init; }

    /// <summary>Reads a payload; null if there is nothing to do.</summary>
    public static Interaction? Read(JsonElement root, Instant signedAt) => root.Need("type"u8) switch
    {
        "block_actions" => Pressed(root, signedAt),
        "view_submission" => Submitted(root, signedAt),
        "shortcut" or "message_action" => Shortcut(root, signedAt),
        _ => null,
    };

    private static Interaction? Pressed(JsonElement root, Instant signedAt)
    {
        var action = root.At("actions"u8).First();
        if (action.Words("type"u8) is not "button")
        {
            return action.ValueKind == JsonValueKind.Object ? null : throw new MalformedException();
        }

        var view = root.At("view"u8);
        var (person, place, origin) = Who(root, view);
        var container = root.At("container"u8);
        var message = container.Words("message_ts"u8) ?? root.At("message"u8).Words("ts"u8);
        var ts = action.Words("action_ts"u8);
        var actionId = action.Need("action_id"u8);
        var request = new Request.Pressed(BlockKit.ActionOf(actionId), Reading.Args(action.Words("value"u8)))
        {
            Id = Naming.Id(place.Realm, ts, person.User, actionId, action.Words("block_id"u8), message ?? view.Words("id"u8)),
            Person = person,
            Place = place,
            At = Naming.Moment(ts) ?? signedAt,
        };
        return new(request, origin with { Thread = container.Words("thread_ts"u8) ?? root.At("message"u8).Words("thread_ts"u8) }, []);
    }

    private static Interaction Submitted(JsonElement root, Instant signedAt)
    {
        var view = root.At("view"u8);
        var (person, place, origin) = Who(root, view);
        var values = Values(view);
        var request = new Request.Submitted(view.Need("callback_id"u8), Carried.Read(view.Words("private_metadata"u8), place.Realm).Args, values)
        {
            // A view that stayed open keeps its id and its hash: sent again with other answers, it is another act.
            Id = Naming.Id(place.Realm, view.Need("id"u8), view.Words("hash"u8), Key.Hash(string.Join('\n', values.OrderBy(v => v.Key, StringComparer.Ordinal)))),
            Person = person,
            Place = place,
            At = signedAt,
        };
        var inputs = view.At("blocks"u8).Items().Where(b => b.Words("type"u8) == "input").Select(b => b.Words("block_id"u8)).OfType<string>();
        return new(request, origin, [.. inputs]);
    }

    /// <summary>A shortcut acts like a button of the same name that carries nothing but, perhaps, the message it was used on.</summary>
    private static Interaction Shortcut(JsonElement root, Instant signedAt)
    {
        var (person, place, origin) = Who(root, default);
        var pointed = root.Words("type"u8) == "message_action";
        if (pointed)
        {
            // The bot may not be there: the place is not called by its name elsewhere, and the direct messages of two people are not those with the bot.
            place = place.Kind == PlaceKind.Personal ? person.Direct with { Realm = place.Realm } : place with { Name = null };
        }

        var ts = root.Words("action_ts"u8);
        var request = new Request.Pressed(Callbacks.ActionOf(root.Need("callback_id"u8)), new Dictionary<string, string>())
        {
            Id = Naming.Id(place.Realm, ts, person.User, root.Need("callback_id"u8), root.Words("message_ts"u8) ?? root.Words("trigger_id"u8)),
            Person = person,
            Place = place,
            At = Naming.Moment(ts) ?? signedAt,
            Aside = true,
        };
        return new(request, origin with { Place = place, Shortcut = true, Thread = root.At("message"u8).Words("thread_ts"u8) }, [])
        {
            PointedAt = pointed ? PointedAt.Read(root.At("message"u8), place.Realm) : null,
        };
    }

    private static (Person Person, Place Place, Origin Origin) Who(JsonElement root, JsonElement view)
    {
        var user = root.At("user"u8);
        var own = user.Words("team_id"u8);

        var team = Installed(root, view, own);
        var person = Naming.Person(own ?? team, user.Need("id"u8), user.Words("name"u8) ?? user.Words("username"u8));
        var channel = root.At("channel"u8);
        var carried = Carried.Read(view.Words("private_metadata"u8), team);
        var home = view.Words("type"u8) == "home";
        var place = channel.Words("id"u8) is { } id ? Naming.Place(team, id, channel.Words("name"u8))
            : root.At("container"u8).Words("channel_id"u8) is { } contained ? Naming.Place(team, contained)
            : carried.Place ?? person.Direct with { Realm = team };
        var origin = new Origin(person, place)
        {
            ResponseUrl = root.Words("response_url"u8),
            TriggerId = root.Words("trigger_id"u8),
            View = home ? null : view.Words("id"u8),
            Home = home || carried.FromHome,
            Enterprise = root.At("is_enterprise_install"u8).ValueKind == JsonValueKind.True ? root.At("enterprise"u8).Words("id"u8) : null,
        };
        return (person, place, origin);
    }

    /// <summary>The workspace whose installation wrote what was used. In a channel that several share, the payload's team may be that of the person;
    /// the message that a button is on names its bot's. The team is null where the whole organisation installed the app.</summary>
    private static string Installed(JsonElement root, JsonElement view, string? own)
    {
        if (view.Words("app_installed_team_id"u8) is { } shown)
        {
            return shown;
        }

        var team = root.At("team"u8).Words("id"u8);
        return team == own && root.Words("type"u8) != "message_action" && root.At("message"u8).At("bot_profile"u8).Words("team_id"u8) is { } writer && writer.StartsWith('T') ? writer
            : team ?? root.At("enterprise"u8).Words("id"u8) ?? own ?? throw new MalformedException();
    }

    private static Dictionary<string, string> Values(JsonElement view)
    {
        var values = new Dictionary<string, string>();
        foreach (var block in view.At("state"u8).At("values"u8).Members())
        {
            foreach (var input in block.Value.Members())
            {
                if ((input.Value.Words("value"u8) ?? input.Value.At("selected_option"u8).Words("value"u8) ?? Chosen(input.Value)) is { } value)
                {
                    values[block.Name] = value;
                }
            }
        }

        return values;
    }

    /// <summary>Of checkboxes and menus of several: the values, joined as <see cref="Field.Several"/> says; null for none.</summary>
    private static string? Chosen(JsonElement input) =>
        string.Join(',', input.At("selected_options"u8).Items().Select(o => o.Words("value"u8)).OfType<string>()) is { Length: > 0 } chosen ? chosen : null;
}
