using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack.Api;

namespace BotPartner.Slack.Inbound;

/// <summary><c>POST /slack/interactions</c>: buttons, forms, shortcuts. The 200 promises that the work is durable.</summary>
public sealed class InteractionsEndpoint(Intake intake, Profiles profiles, Replies replies, Home home, Answers answers)
{
    /// <summary>Answers one interaction over HTTP.</summary>
    public async Task Handle(HttpContext http, Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(incoming);
        using var document = Reading.Parse(UrlEncoded.Take(incoming.Body, "payload") ?? throw new MalformedException());
        await (await Take(document.RootElement, Intake.Of(http, incoming))).Write(http.Response);
    }

    /// <summary>Answers one interaction, however it came.</summary>
    public async Task<Ack> Take(JsonElement root, Receipt receipt)
    {
        if (Interaction.Read(root, receipt.At) is not { } interaction)
        {
            return Ack.Yes;
        }

        // A press does not wait for a look-up; what Slack said lately of the person is used.
        var request = interaction.Request with { Person = profiles.Recall(interaction.Request.Person) };
        return await (request is Request.Submitted submitted
            ? Submit(receipt, interaction, submitted)
            : Press(receipt, interaction, request));
    }

    private async Task<Ack> Press(Receipt receipt, Interaction interaction, Request request)
    {
        var origin = interaction.Origin;
        var work = Run(interaction, request);
        if (!await intake.InTime(work, receipt.Started))
        {
            // Slack warns the person now; if the work comes right after all, its confirmation follows.
            _ = Late(work, origin);
            return Ack.NotNow;
        }

        var (reply, settled) = await work;
        if (reply is Reply.Open { Form: var form })
        {
            await Opened(replies.Open(origin, reply, form, CancellationToken.None), receipt, origin, reply);
        }
        else if (reply is Reply.Show { Card: var card } && (origin.Shortcut || origin is { Home: true, View: null }))
        {
            await Opened(replies.Open(origin, reply, card, CancellationToken.None), receipt, origin, reply);
        }
        else if (reply is not Reply.Nothing)
        {
            answers.Later(ct => replies.Tell(origin, reply, ct));
        }

        if (reply is not Reply.Open)
        {
            home.Renew(origin, request);
        }

        return settled ? Ack.Yes : Ack.NotNow;
    }

    private async Task<Handled> Run(Interaction interaction, Request request)
    {
        if (interaction.PointedAt is { } pointed && request is Request.Pressed pressed)
        {
            await intake.Meet(request.Place.Realm, interaction.Origin.Enterprise);
            request = pressed with { About = await pointed.Resolve(profiles, request.Place.Realm, CancellationToken.None) };
        }

        return await intake.Run(request, interaction.Origin.Enterprise);
    }

    /// <summary>A trigger lives three seconds: its view is opened at once, before the request is answered. If that fails, the reply is told.</summary>
    private async Task Opened(Task<bool> open, Receipt receipt, Origin origin, Reply reply)
    {
        if (await intake.InTime(open, receipt.Started))
        {
            await TellIfNot();
        }
        else
        {
            _ = TellIfNot();
        }

        async Task TellIfNot()
        {
            if (!await open)
            {
                answers.Later(ct => replies.Tell(origin, reply, ct));
            }
        }
    }

    private async Task<Ack> Submit(Receipt receipt, Interaction interaction, Request.Submitted submitted)
    {
        var work = Answer(interaction, submitted);
        var body = await intake.InTime(work, receipt.Started)
            ? await work
            : (Settled: false, Body: Unsettled(interaction, Text.Say("slack.slow"), replies.AtOnce(interaction.Origin)));
        return !body.Settled && body.Body is null ? Ack.NotNow : Ack.Json(body.Body);
    }

    private async Task<(bool Settled, byte[]? Body)> Answer(Interaction interaction, Request.Submitted submitted)
    {
        var (origin, inputs) = (interaction.Origin, interaction.Inputs);
        var (reply, settled) = await intake.Run(submitted, origin.Enterprise);
        if (!settled)
        {
            var card = Replies.CardOf(reply);
            return (false, Unsettled(interaction, card?.Summary ?? Text.Say("slack.slow"), await replies.For(origin, reply, CancellationToken.None)));
        }

        home.Renew(origin, submitted);

        if (reply is Reply.File)
        {
            answers.Later(ct => replies.Tell(origin with { View = null }, reply, ct));
            return (true, null); // The view closes.
        }

        return (true, reply switch
        {
            Reply.Nothing => null,
            Reply.Correct correct when inputs.Count > 0 && correct.Errors.Count > 0 =>
                replies.Errors(Placed(correct.Errors, inputs), await replies.For(origin, reply, CancellationToken.None)),
            _ => await replies.Instead(origin, reply, CancellationToken.None),
        });
    }

    /// <summary>Nothing that was typed is lost: the form stays open, with the reason at its first input.</summary>
    private byte[]? Unsettled(Interaction interaction, Text reason, Blocks.Audience audience) =>
        interaction.Inputs.Count == 0 ? null : replies.Errors([(interaction.Inputs[0], reason)], audience);

    /// <summary>Slack only takes errors at input blocks; what belongs to none of them is said at the first.</summary>
    private static IEnumerable<(string Input, Text Error)> Placed(IReadOnlyDictionary<string, Text> errors, IReadOnlyList<string> inputs) =>
        errors.GroupBy(e => inputs.Contains(e.Key) ? e.Key : inputs[0])
            .Select(g => (g.Key, g.Count() == 1 ? g.First().Value : new Text.Joined([.. g.SelectMany(e => new Text[] { e.Value, " " })])));

    private async Task Late(Task<Handled> work, Origin origin)
    {
        var (reply, _) = await work;
        answers.Later(ct => replies.Tell(origin, reply, ct));
    }
}
