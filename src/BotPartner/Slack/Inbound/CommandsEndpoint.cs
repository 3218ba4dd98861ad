using BotPartner.Core.Chat;
using BotPartner.Slack.Api;

namespace BotPartner.Slack.Inbound;

/// <summary><c>POST /slack/commands</c>. Slack does not deliver commands again, so that every one is answered, if need be later.</summary>
public sealed class CommandsEndpoint(Intake intake, Profiles profiles, Replies replies, Answers answers)
{
    /// <summary>The command that every other follows; one by another name is itself the first word.</summary>
    public const string Main = "/partner";

    /// <summary>Answers one command over HTTP.</summary>
    public async Task Handle(HttpContext http, Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(incoming);
        await (await Take(name => UrlEncoded.Find(incoming.Body.Span, name), Intake.Of(http, incoming))).Write(http.Response);
    }

    /// <summary>Answers one command, however it came.</summary>
    /// <param name="field">Its fields, by name.</param>
    /// <param name="receipt">When it came.</param>
    public async Task<Ack> Take(Func<string, string?> field, Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(field);
        var (request, origin) = Read(field, receipt);
        var work = Answer(request, origin);
        if (await intake.InTime(work, receipt.Started))
        {
            return Ack.Json((await work).Body);
        }

        _ = Late(work, origin);
        return Ack.Json(replies.Ephemeral(Card.Of(Text.Say("slack.pending")), replies.AtOnce(origin)));
    }

    private static (Request Request, Origin Origin) Read(Func<string, string?> field, Receipt receipt)
    {
        var command = Need("command");
        var team = Field("team_id") ?? Need("enterprise_id");
        var person = Naming.Person(team, Need("user_id"), Field("user_name"));
        var place = Naming.Place(team, Need("channel_id"), Field("channel_name"));
        var trigger = Need("trigger_id");
        var spoken = Spoken.Of(Field("text") ?? "", own: null, (user, name) => Naming.Person(team, user, name));
        var words = command == Main ? spoken.Words : $"{command.TrimStart('/')} {spoken.Words}".TrimEnd();
        return (
            new Request.Said(words)
            {
                Id = Naming.Id(team, trigger),
                Person = person,
                Place = place,
                At = receipt.At,
                Mentions = spoken.Mentions,
            },
            new(person, place) { ResponseUrl = Field("response_url"), TriggerId = trigger, Enterprise = Field("is_enterprise_install") == "true" ? Field("enterprise_id") : null });

        string? Field(string name) => field(name) is { Length: > 0 } value ? value : null;
        string Need(string name) => Field(name) ?? throw new MalformedException();
    }

    /// <summary>The reply, and as the body of the answer.</summary>
    private async Task<(Reply Reply, byte[]? Body)> Answer(Request request, Origin origin)
    {
        await intake.Meet(request.Place.Realm, origin.Enterprise);

        // What they do may be told to others by their name, and follow them in their language.
        var known = await profiles.Fill(request.Person, request.Place.Realm, CancellationToken.None);
        var (reply, _) = await intake.Run(request with { Person = known }, origin.Enterprise);
        reply = await intake.Guided(request, reply);
        if (reply is Reply.Open { Form: var form } && await replies.Open(origin, reply, form, CancellationToken.None))
        {
            return (Reply.None, null);
        }

        if (reply is Reply.File)
        {
            // The upload takes longer than Slack waits; the file itself is the answer.
            answers.Later(ct => replies.Tell(origin, reply, ct));
            return (Reply.None, null);
        }

        return Replies.CardOf(reply) is { } card
            ? (reply, replies.Ephemeral(card, await replies.For(origin, reply, CancellationToken.None)))
            : (reply, null);
    }

    private async Task Late(Task<(Reply Reply, byte[]? Body)> work, Origin origin)
    {
        var (reply, _) = await work;
        answers.Later(ct => replies.Tell(origin, reply, ct));
    }
}
