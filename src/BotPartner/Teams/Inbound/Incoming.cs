using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Teams.Inbound;

/// <summary>How an answer to an activity travels.</summary>
public enum Way
{
    /// <summary>As a message of its own, after the request was acknowledged.</summary>
    Post,

    /// <summary>In the response to <c>adaptiveCard/action</c>.</summary>
    Execute,

    /// <summary>In the response to <c>task/fetch</c>: opens a dialog.</summary>
    Fetch,

    /// <summary>In the response to <c>task/submit</c>: the dialog goes on or closes.</summary>
    Submit,

    /// <summary>In the response to <c>composeExtension/fetchTask</c>: opens a dialog, in a conversation that the bot may not be in.</summary>
    FetchCommand,

    /// <summary>In the response to <c>composeExtension/submitAction</c>: that dialog goes on or closes.</summary>
    SubmitCommand,

    /// <summary>In the response to <c>composeExtension/query</c>: what was found.</summary>
    Query,
}

/// <summary>What an activity means to the bot.</summary>
public abstract record Incoming
{
    /// <summary>The platform's word in persons and places.</summary>
    public const string Platform = "teams";

    private const int LongestId = 200;

    private Incoming()
    {
    }

    /// <summary>Nothing: acknowledged and forgotten. New kinds may appear at any time.</summary>
    public sealed record Ignored : Incoming;

    /// <summary>An invoke that is not supported.</summary>
    public sealed record UnknownInvoke : Incoming;

    /// <summary>An activity of a known kind that lacks what it must have.</summary>
    public sealed record Malformed : Incoming;

    /// <summary>Something a person did.</summary>
    public sealed record Act(Request Request, Way Way) : Incoming;

    /// <summary>Reads an activity.</summary>
    /// <param name="activity">As it was delivered; not yet known to be whole.</param>
    /// <param name="now">Stands in for a time that is not given.</param>
    public static Incoming Read(Activity activity, Instant now)
    {
        switch (activity.Type)
        {
            case "message" when FromBot(activity):
                return new Ignored();
            case "message":
                return Whole(activity, now, Way.Post, Message);
            case "invoke":
                return activity.Name switch
                {
                    "adaptiveCard/action" => Whole(activity, now, Way.Execute, Executed),
                    "task/fetch" => Whole(activity, now, Way.Fetch, w => Carded(w, CardData.Part(w.Activity.Value, "data"))),
                    "task/submit" => Whole(activity, now, Way.Submit, w => Carded(w, CardData.Part(w.Activity.Value, "data"))),
                    "composeExtension/fetchTask" => Whole(activity, now, Way.FetchCommand, Commanded),
                    "composeExtension/submitAction" => Whole(activity, now, Way.SubmitCommand, w => Carded(Aside(w), CardData.Part(w.Activity.Value, "data")) with { Aside = true }),
                    "composeExtension/query" => Whole(activity, now, Way.Query, w => Search.Read(w.Activity.Value) is { } asked
                        ? new Request.Sought(asked.Name, asked.Words, asked.Skip, asked.Take) { Id = w.Id, Person = w.Person, Place = Aside(w).Place, At = w.At, Aside = true }
                        : null),
                    _ => new UnknownInvoke(),
                };
            case "conversationUpdate" when HasBot(activity.MembersAdded, activity):
            case "installationUpdate" when activity.Action is "add" or "add-upgrade":
                return Whole(activity, now, Way.Post, Arrived);
            case "conversationUpdate" when HasBot(activity.MembersRemoved, activity):
            case "installationUpdate" when activity.Action is "remove":
                return Whole(activity, now, Way.Post, w => new Request.Removed { Id = w.Id, Person = w.Person, Place = w.Place, At = w.At });
            case "conversationUpdate" when activity.ChannelData?.EventType is "channelDeleted" or "teamDeleted" or "teamHardDeleted" or "teamArchived":
                return Whole(activity, now, Way.Post, w => new Request.Removed { Id = w.Id, Person = w.Person, Place = Sources.About(w.Activity, w.Place), At = w.At });
            case "conversationUpdate" when activity.ChannelData?.EventType is "channelRenamed" or "teamRenamed":
                return Whole(activity, now, Way.Post, w => new Request.Renamed { Id = w.Id, Person = w.Person, Place = Sources.About(w.Activity, w.Place), At = w.At });
            default:
                return new Ignored();
        }
    }

    private sealed record Common(Activity Activity, string Id, Person Person, Place Place, Instant At);

    private static Incoming Whole(Activity activity, Instant now, Way way, Func<Common, Request?> read)
    {
        if (activity is not { From.Id: { Length: > 0 }, Conversation.Id: { Length: > 0 } conversation, Tenant: { Length: > 0 } tenant }
            || Math.Max(activity.From.Id.Length, Math.Max(conversation.Length, tenant.Length)) > Bounds.Id)
        {
            return new Malformed();
        }

        var at = DateTimeOffset.TryParse(activity.Timestamp, out var stamp) ? Instant.FromDateTimeOffset(stamp) : now;
        // An activity without an id is told from others by what it holds.
        var id = activity.Id ?? Hash($"{activity.From.Id}|{activity.Timestamp}|{activity.ReplyToId}|{activity.Text}|{activity.Value}");
        var common = new Common(
            activity, Short($"{activity.ChannelId}|{conversation}|{id}"), Sources.Person(activity, tenant), Sources.Place(activity, tenant), at);
        return read(common) is { } request ? new Act(request, way) : new Malformed();
    }

    private static Request? Message(Common w)
    {
        // What a card sends where Action.Execute is not understood: a message without words.
        if (string.IsNullOrWhiteSpace(w.Activity.Text) && w.Activity.Value.ValueKind == JsonValueKind.Object)
        {
            return Carded(w, w.Activity.Value);
        }

        var (words, people) = Mentions.Read(w.Activity, w.Place.Realm);
        return new Request.Said(words) { Id = w.Id, Person = w.Person, Place = w.Place, At = w.At, Mentions = people };
    }

    private static Request? Executed(Common w)
    {
        var action = CardData.Part(w.Activity.Value, "action");
        return CardData.Word(action, "type") == "Action.Execute"
            ? Carded(w, CardData.Part(action, "data"), CardData.Word(action, "verb"))
            : null;
    }

    /// <summary>A command of the message extension acts like a button of the same name that carries nothing but, perhaps, the message it was used on.</summary>
    private static Request.Pressed? Commanded(Common w)
    {
        if (CardData.Word(w.Activity.Value, "commandId") is not { Length: > 0 } command)
        {
            return null;
        }

        var pointed = CardData.Word(w.Activity.Value, "commandContext") == "message";
        return new(command, new Dictionary<string, string>())
        {
            Id = w.Id,
            Person = w.Person,
            Place = Aside(w).Place,
            At = w.At,
            Aside = true,
            About = pointed ? MessagePayload.Read(CardData.Part(w.Activity.Value, "messagePayload"), w.Person, w.Activity.From!.AadObjectId) : null,
        };
    }

    /// <summary>The bot may not be there: the place is not called by its name elsewhere.</summary>
    private static Common Aside(Common w) => w with { Place = w.Place with { Name = null, Unnamed = false } };

    /// <summary>A press or a form; of a card that is not ours a press that no feature knows, so that the person gets an answer.</summary>
    private static Request Carded(Common w, JsonElement data, string? verb = null) =>
        CardData.Word(data, CardData.Form) is { } form
            ? new Request.Submitted(form, CardData.ReadArgs(data), CardData.ReadValues(data)) { Id = w.Id, Person = w.Person, Place = w.Place, At = w.At }
            : new Request.Pressed(CardData.Word(data, CardData.Action) ?? verb ?? "", CardData.ReadArgs(data))
            {
                Id = w.Id,
                Person = w.Person,
                Place = w.Place,
                At = w.At,
            };

    /// <summary>One id for the two activities that one installation causes, so that it is greeted once.</summary>
    private static Request.Arrived Arrived(Common w) => new()
    {
        Id = Short($"arrived:{w.Place.Channel}|{w.Activity.Recipient?.Id}"),
        Person = w.Person,
        Place = w.Place,
        At = w.At,
    };

    private static bool FromBot(Activity activity) =>
        activity.From is { } from
        && (from.Id == activity.Recipient?.Id || from.Role == "bot" || from.Id?.StartsWith("28:", StringComparison.Ordinal) == true);

    private static bool HasBot(IReadOnlyList<ChannelAccount>? members, Activity activity)
    {
        foreach (var member in members ?? [])
        {
            if (member?.Id is { } id && id == activity.Recipient?.Id)
            {
                return true;
            }
        }

        return false;
    }

    private static string Short(string id) => id.Length <= LongestId ? id : $"msteams|{Hash(id)}";

    private static string Hash(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)));
}
