using System.Text.RegularExpressions;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Time;

namespace BotPartner.Sandbox.Rehearsal;

/// <summary>Founds the rehearsal partnership, by the commands that a person would type and the buttons that a person would press.</summary>
internal sealed partial class Opening(SimulatedTeams teams, SimulatedSlack slack, RoomClock clock)
{
    public const string Partnership = "Clean Rivers Alliance";

    private readonly HashSet<string> admitted = [];

    /// <summary>The bot is there when the first person comes in; nobody has asked it for anything yet.</summary>
    public async Task Arrive(CancellationToken cancellation)
    {
        await teams.Anna.Installs(teams.Team);
        foreach (var account in teams.Team.Members)
        {
            await new TeamsPerson(teams, account, new()).Installs();
        }

        await slack.Bo.Invites(slack.Partnership);
        await clock.Settle(cancellation);
    }

    /// <summary>The partnership is founded in Teams, connected to Slack, and has a delegate for each partner.</summary>
    /// <exception cref="InvalidOperationException">The bot did not answer as a person would expect it to.</exception>
    public async Task Found(IReadOnlyList<Part> parts, CancellationToken cancellation)
    {
        var steward = teams.Anna;
        await steward.Says(teams.General, $"@{teams.Options.BotName} setup {Partnership}");
        await clock.Settle(cancellation);
        foreach (var part in parts)
        {
            // In her own chat: whom she adds is seen by asking for the partners.
            await steward.Says($"partner add {part.Partner} as {part.Constituency} in {part.Region}");
            await clock.Settle(cancellation);
        }

        await steward.Says("connect");
        await clock.Settle(cancellation);
        var code = teams.Messages(steward.Chat).Reverse().Select(m => Code().Match(m.PlainText())).FirstOrDefault(m => m.Success)?.Value
            ?? throw new InvalidOperationException("The bot gave no code to connect Slack with.");
        await slack.Bo.Commands(slack.Partnership, "/partner", $"connect {code}");
        await clock.Settle(cancellation);
        foreach (var part in parts)
        {
            await Ask(part);
            await clock.Settle(cancellation);
            await Admit(cancellation);
        }

        // So many wishes at once reach her one after the other, as fast as her chat takes messages. She admits all but herself.
        for (var rounds = 0; admitted.Count < parts.Count - 1; rounds++)
        {
            if (rounds == 30)
            {
                throw new InvalidOperationException($"Only {admitted.Count} of {parts.Count - 1} people could be admitted.");
            }

            await clock.Forward(TimeSpan.FromSeconds(30), cancellation);
            await Admit(cancellation);
        }
    }

    private async Task Ask(Part part)
    {
        if (part.InTeams is { } person)
        {
            await person.Says(teams.General, $"@{teams.Options.BotName} {part.Join} {part.Partner}");
        }
        else
        {
            await part.InSlack!.Commands(slack.Partnership, "/partner", $"{part.Join} {part.Partner}");
        }
    }

    private async Task Admit(CancellationToken cancellation)
    {
        foreach (var message in teams.Messages(teams.Anna.Chat))
        {
            // Where she has pressed, the card may still show its buttons for a moment.
            if (message.Buttons.FirstOrDefault(b => b.StartsWith("Admit", StringComparison.Ordinal)) is { } button && admitted.Add(message.Id))
            {
                await teams.Anna.Presses(message, button);
                await clock.Settle(cancellation);
            }
        }
    }

    [GeneratedRegex("[2-9A-Z]{5}-[2-9A-Z]{5}", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Code();
}
