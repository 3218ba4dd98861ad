using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Slack.Api;
using NodaTime;

namespace BotPartner.Slack.Inbound;

/// <summary>Hands requests in, and keeps Slack's time: it wants an answer within three seconds.</summary>
public sealed class Intake(Inbox inbox, IInstallations installations, Channels channels, TimeProvider time)
{
    /// <summary>How long work is waited for. What is left of the three seconds belongs to the network.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private const int Remembered = 20_000;
    private readonly Bounded<bool> finished = new(Remembered);
    private readonly ConcurrentDictionary<string, Task<bool>> underWay = new();

    /// <summary>Handles a request. It is finished even if Slack hangs up, since it may already be half done.</summary>
    /// <param name="request">What was done.</param>
    /// <param name="enterprise">The organisation, if it installed the app for all its workspaces.</param>
    public async Task<Handled> Run(Request request, string? enterprise)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            // A place where something can be founded or connected is noted before it is: when the app is removed, it is told of.
            var shared = request is Request.Said or Request.Submitted or Request.Arrived or Request.Moved && request.Place.Kind != PlaceKind.Personal;
            await installations.Heard(request.Place.Realm, enterprise, shared ? request.Place : null);
        }
        catch (StoreUnavailableException)
        {
            return new(Reply.Say(Text.Say("refusal.unavailable")), Settled: false);
        }

        return await inbox.Handle(request, CancellationToken.None);
    }

    /// <summary>What somebody is told where no partnership meets: a command names the workspace of who types it, and nothing of the one whose channel it
    /// is, so that in a shared channel a guest's command finds nobody. A mention does: its event names the installation that it is meant for.</summary>
    public async Task<Reply> Guided(Request request, Reply reply)
    {
        ArgumentNullException.ThrowIfNull(request);
        return reply is Reply.Show { Card: { Summary: Text.Said { Key: "refusal.not-connected" } } card } shown
            && request.Place.Kind != PlaceKind.Personal && await channels.Shared(request.Place) is not false
            ? shown with { Card = card with { Elements = [.. card.Elements, new Element.Paragraph(Text.Say("slack.shared-channel"))] } }
            : reply;
    }

    /// <summary>Notes whose token acts in a workspace, before Slack is asked anything there.</summary>
    public async Task Meet(string team, string? enterprise)
    {
        try
        {
            await installations.Heard(team, enterprise, null);
        }
        catch (StoreUnavailableException)
        {
            // The request itself will find so, too, and say it.
        }
    }

    /// <summary>The app was removed.</summary>
    /// <returns>False if that could not be noted: to be delivered again.</returns>
    public async Task<bool> Removed(string realm, Instant at, string why)
    {
        try
        {
            await installations.Removed(realm, at, why);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>An organisation's installation may act in more or in fewer workspaces.</summary>
    /// <returns>False if that could not be noted: to be delivered again.</returns>
    public async Task<bool> Access(Happening happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        try
        {
            foreach (var team in happening.Teams)
            {
                await installations.Access(team, happening.Place.Realm, happening.Kind == Happening.What.Granted, happening.At);
            }

            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Whether work is finished within what is left of the time.</summary>
    public async Task<bool> InTime(Task work, long started)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!work.IsCompleted && Patience - time.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            await work.WaitAsync(left, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return work.IsCompleted;
    }

    /// <summary>Does work that Slack may deliver several times, once: a delivery that comes while another runs shares its result,
    /// one that comes after work that settled finds it done.</summary>
    /// <remarks>Only a short cut in this process: what must hold is kept with the documents.</remarks>
    public Task<bool> Once(string id, Func<Task<bool>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (finished.TryGet(id, out _))
        {
            return Task.FromResult(true);
        }

        var mine = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = underWay.GetOrAdd(id, mine.Task);
        if (running == mine.Task)
        {
            _ = Finish(id, work, mine);
        }

        return running;
    }

    /// <summary>A delivery over HTTP.</summary>
    public static Receipt Of(HttpContext http, Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(incoming);
        return new(incoming.Started, Naming.SignedAt(incoming.Second), int.TryParse(http.Request.Headers["X-Slack-Retry-Num"], out var retry) ? retry : 0);
    }

    private async Task Finish(string id, Func<Task<bool>> work, TaskCompletionSource<bool> mine)
    {
        try
        {
            var settled = finished.TryGet(id, out _) || await work(); // the other may have finished between the two looks
            if (settled)
            {
                finished.Set(id, true);
            }

            mine.SetResult(settled);
        }
#pragma warning disable CA1031 // Passed on to all who wait.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            mine.SetException(broken);
        }
        finally
        {
            underWay.TryRemove(id, out _);
        }
    }
}
