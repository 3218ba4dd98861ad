using BotPartner.Core.Chat;

namespace BotPartner.Slack.Inbound;

/// <summary>The app's home of each person: published when they look at it, and again when they have done something from there.</summary>
public sealed class Home(Intake intake, Replies replies, Answers answers)
{
    /// <summary>Shows what the bot answered to a visit; soon, and if that fails, at the next visit.</summary>
    public void Publish(Origin origin, Reply reply) => answers.Later(ct => replies.Publish(origin, reply, ct));

    /// <summary>Shows what has come of an act, if it was done from there.</summary>
    public void Renew(Origin origin, Request act)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(act);
        if (!origin.Home)
        {
            return;
        }

        answers.Later(async ct =>
        {
            var visit = new Request.Visited { Id = act.Id, Person = act.Person, Place = act.Place, At = act.At };
            if (await intake.Run(visit, origin.Enterprise) is { Settled: true, Reply: var reply })
            {
                await replies.Publish(origin, reply, ct);
            }
        });
    }
}
