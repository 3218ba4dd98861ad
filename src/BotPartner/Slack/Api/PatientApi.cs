using Polly;
using Polly.Retry;

namespace BotPartner.Slack.Api;

/// <summary>The Web API for direct answers: tried again a few times while somebody waits. Posts are not sent this way, the courier retries them.</summary>
public sealed class PatientApi
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly WebApi api;
    private readonly ResiliencePipeline<Answer> retries;

    /// <summary>Waits by the injected time.</summary>
    public PatientApi(WebApi api, TimeProvider time)
    {
        this.api = api;
        retries = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Answer>
            {
                MaxRetryAttempts = 3,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(500),
                ShouldHandle = outcome => ValueTask.FromResult(IsWorthIt(outcome.Outcome.Result)),
                DelayGenerator = outcome => ValueTask.FromResult((outcome.Outcome.Result as Answer.Throttled)?.After),
            })
            .Build();
    }

    /// <summary>Calls a method, at most four times.</summary>
    public async Task<Answer> Call(string method, string team, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        await retries.ExecuteAsync(async ct => await api.Call(method, team, body, ct), cancellation);

    /// <summary>Calls a method with a form, at most four times.</summary>
    public async Task<Answer> Call(string method, string team, IReadOnlyDictionary<string, string> form, CancellationToken cancellation) =>
        await retries.ExecuteAsync(async ct => await api.Call(method, team, form, ct), cancellation);

    /// <summary>Calls a method that must not be tried again, such as one that uses up a trigger.</summary>
    public Task<Answer> Once(string method, string team, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        api.Call(method, team, body, cancellation);

    /// <summary>What timed out may have been done: a second answer would be worse than none.</summary>
    private static bool IsWorthIt(Answer? answer) => answer switch
    {
        Answer.Throttled throttled => throttled.After <= Longest,
        Answer.Unwell unwell => unwell.Reason != "timeout",
        Answer.Failed failed => failed.Error is "ratelimited" or "rate_limited" or "internal_error" or "service_unavailable" or TokenFound.Expired,
        _ => false,
    };
}
