using BotPartner.Core.Chat;
using BotPartner.Slack.Api;

namespace BotPartner.Slack.Inbound;

/// <summary><c>POST /slack/interactions</c>: buttons, forms, shortcuts. The 200 promises that the work is durable.</summary>
public sealed class InteractionsEndpoint(Intake intake, Profiles profiles, Replies replies, Answers answers)
{
    /// <summary>Answers one interaction.</summary>
    public async Task Handle(HttpContext http, Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(incoming);
        Interaction? interaction;
        using (var document = Reading.Parse(UrlEncoded.Take(incoming.Body, "payload") ?? throw new MalformedException()))
        {
            interaction = Interaction.Read(document.RootElement, intake.SignedAt(incoming));
        }

        if (interaction is null)
        {
            return;
        }

        // A press does not wait for a look-up; what Slack said lately of the person is used.
        var request = interaction.Request with { Person = profiles.Recall(interaction.Request.Person) };
        await (request is Request.Submitted submitted
            ? Submit(http, incoming, interaction, submitted)
            : Press(http, incoming, interaction, request));
    }

    private async Task Press(HttpContext http, Incoming incoming, Interaction interaction, Request request)
    {
        var origin = interaction.Origin;
        var work = intake.Run(request);
        if (!await intake.InTime(work, incoming.Started))
        {
            // Slack warns the person now; if the work comes right after all, its confirmation follows.
            _ = Late(work, origin);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var (reply, settled) = await work;
        if (reply is Reply.Open { Form: var form })
        {
            await Opened(replies.Open(origin, reply, form, CancellationToken.None), incoming, origin, reply);
        }
        else if (reply is Reply.Show { Card: var card } && origin is { ResponseUrl: null, View: null } && IsNowhere(origin.Place))
        {
            await Opened(replies.Open(origin, reply, card, CancellationToken.None), incoming, origin, reply);
        }
        else if (reply is not Reply.Nothing)
        {
            answers.Later(ct => replies.Tell(origin, reply, ct));
        }

        if (!settled)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>A global shortcut is used in no conversation.</summary>
    private static bool IsNowhere(Place place) => place.Channel.StartsWith(Place.DirectPrefix, StringComparison.Ordinal);

    /// <summary>A trigger lives three seconds: its view is opened at once, before the request is answered. If that fails, the reply is told.</summary>
    private async Task Opened(Task<bool> open, Incoming incoming, Origin origin, Reply reply)
    {
        if (await intake.InTime(open, incoming.Started))
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

    private async Task Submit(HttpContext http, Incoming incoming, Interaction interaction, Request.Submitted submitted)
    {
        var work = Answer(interaction, submitted);
        var body = await intake.InTime(work, incoming.Started)
            ? await work
            : (Settled: false, Body: Unsettled(interaction, Text.Say("slack.slow"), replies.AtOnce(interaction.Origin)));
        if (!body.Settled && body.Body is null)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await http.Response.WriteJson(body.Body);
    }

    private async Task<(bool Settled, byte[]? Body)> Answer(Interaction interaction, Request.Submitted submitted)
    {
        var (origin, inputs) = (interaction.Origin, interaction.Inputs);
        var (reply, settled) = await intake.Run(submitted);
        if (!settled)
        {
            var card = Replies.CardOf(reply);
            return (false, Unsettled(interaction, card?.Summary ?? Text.Say("slack.slow"), await replies.For(origin, reply, CancellationToken.None)));
        }

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
